using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Notifications.Rules.Templates;
using Notifications.Subjects;

namespace Notifications.Rules.Backend;

/// <summary>A service that the operator configured, asked by a signed POST.</summary>
internal sealed class EndpointBackend(string key, EndpointOptions options, HttpMessageInvoker http, TimeProvider time) : IBackend
{
    /// <summary>Bytes that an answer may have.</summary>
    public const int MaxAnswer = 256 * 1024;

    private const int MaxQuoted = 200;

    private readonly byte[] _key = WebhookSignature.KeyOf(options.Secret)!;
    private readonly FrozenSet<string> _sites =
        (options.Sites.Count == 0 ? [SiteName.Default] : options.Sites).ToFrozenSet(StringComparer.Ordinal);

    public BackendTarget Target { get; } = new(BackendKind.Endpoint, key);

    public TimeSpan Timeout => options.Timeout;

    public int Parallelism => options.Parallelism;

    public bool Serves(string site) => _sites.Contains(site);

    public async Task<BackendVerdict> AskAsync(ClaimedCall call, CancellationToken cancellationToken)
    {
        // The call may be older than the configuration.
        if (!Serves(call.Call.Event.Site))
            throw new BackendFailedException($"It is not for the site '{call.Call.Event.Site}'.");
        using var request = Request(call);
        using var response = await http.SendAsync(request, cancellationToken);
        var body = await ReadAsync(response.Content, cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => AnswerReader.Read(body),
            HttpStatusCode.NoContent => BackendVerdict.None,
            _ => throw Failure(response, body),
        };
    }

    private HttpRequestMessage Request(ClaimedCall call)
    {
        var body = EndpointRequest.Write(call);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Notifications", null));
        request.Headers.Add("webhook-id", call.Call.Id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", WebhookSignature.Of(_key, call.Call.Id, timestamp, body));
        return request;
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var body = new byte[MaxAnswer + 1];
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxAnswer
            ? body[..length]
            : throw new BackendFailedException($"The answer has more than {MaxAnswer / 1024} KiB.");
    }

    private Exception Failure(HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        if (status is 429 or 503 && (RetryAfter(response.Headers.RetryAfter) ?? AnswerReader.RetryAfter(body)) is { } after)
            return new RetryLaterException(after, $"The service answered {status}.");
        if (status is >= 300 and < 400)
            return new BackendFailedException($"The service answered {status}; redirects are not followed.");
        var said = DisplayText.Of(Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 4 * MaxQuoted))), MaxQuoted);
        return new BackendFailedException($"The service answered {status}{(said.Length == 0 ? "." : $": {said}")}");
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var after = header?.Delta ?? header?.Date - time.GetUtcNow();
        return after < TimeSpan.Zero ? TimeSpan.Zero : after;
    }
}
