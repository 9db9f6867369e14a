using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Notifications.Cluster;
using Notifications.Live;
using Notifications.Sources;
using Notifications.Subjects;
using Notifications.Webhooks.Signatures;

namespace Notifications.Webhooks;

/// <summary><c>POST /webhooks/{source}</c>: authorises by signature, reads, and answers after the commit.</summary>
internal sealed partial class WebhookEndpoint(
    SourceCatalog sources, SignatureVerifier signatures, WebhookReader reader, EventGrains grains,
    RefusedHooks refused, GatewayMetrics metrics, ILogger<WebhookEndpoint> logger)
{
    /// <summary>The most bytes of a body.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    private const int ReadBytes = 16 * 1024;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly ILogger<WebhookEndpoint> _logger = logger;

    public async Task<IResult> ReceiveAsync(string source, HttpContext context)
    {
        var result = await AnswerAsync(source, context);
        // An unknown source is no label: anybody could make new ones.
        metrics.HookAnswered(sources.Find(source) is null ? "unknown" : source, ((IStatusCodeHttpResult)result).StatusCode ?? 0);
        return result;
    }

    private async Task<IResult> AnswerAsync(string name, HttpContext context)
    {
        if (sources.Find(name) is not { } source)
            return Refuse(StatusCodes.Status404NotFound, $"There is no source '{name}'. Configure it as Sources:{name}.");
        if (await ReadAsync(context) is not { } body)
        {
            await refused.CountTooLargeAsync(source);
            return Refuse(StatusCodes.Status413PayloadTooLarge, $"The body has more than {MaxBodyBytes} bytes.");
        }

        var verdict = signatures.Verify(source, context.Request.Headers, body.Span);
        if (!verdict.IsValid)
        {
            LogRefused(name, verdict.Reason);
            return Refuse(
                verdict.Outcome is SignatureOutcome.NoSecret ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized,
                verdict.Reason);
        }

        var delivery = reader.Read(source, context.Request.Headers, body);
        if (delivery.IsRefused)
        {
            LogRefused(name, delivery.Refusal.ToString());
            await refused.KeepAsync(source, context.Request.Headers, body, delivery.Refusal);
            return Refuse(StatusCodes.Status400BadRequest, delivery.Refusal.Reason, delivery.Refusal.Place);
        }

        try
        {
            return await AcceptAsync(delivery, context.RequestAborted);
        }
        catch (ClusterUnavailableException e)
        {
            LogUnavailable(name, e);
            context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Refuse(StatusCodes.Status503ServiceUnavailable, "The event could not be committed. Send it again.");
        }
    }

    private async Task<IResult> AcceptAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var events = new List<AcceptedEvent>(delivery.Events.Count);
        foreach (var @event in delivery.Events)
        {
            var acceptance = await grains.AcceptAsync(@event, cancellationToken);
            events.Add(new AcceptedEvent(
                @event.Id, @event.Type, @event.Subject.ToString(), @event.Actor?.Id, acceptance == Acceptance.Duplicate));
        }

        var status = events.Exists(@event => !@event.Duplicate) ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        return Results.Json(new WebhookAnswer(events), statusCode: status);
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBodyBytes)
            return null;
        // The server's own limit counts the framing of chunks too, so it is set higher and the bytes are counted here.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = 8 * MaxBodyBytes;
        using var body = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, ReadBytes));
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is var read and > 0)
            {
                if (body.Length + read > MaxBodyBytes)
                    return null;
                body.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static IResult Refuse(int status, string detail, Place? place = null) => Results.Problem(
        detail, statusCode: status,
        extensions: place is null ? null : new Dictionary<string, object?> { ["place"] = place });
}

/// <summary>What a hook became.</summary>
/// <param name="Events">Its events; more than one only of a CloudEvents batch.</param>
internal sealed record WebhookAnswer(IReadOnlyList<AcceptedEvent> Events);

/// <summary>An event that is committed.</summary>
/// <param name="Id">What makes a duplicate of it.</param>
/// <param name="Type">What happened, by Forge's name.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Actor">Who did it, where known.</param>
/// <param name="Duplicate">Whether it was there before.</param>
internal sealed record AcceptedEvent(string Id, string Type, string Subject, string? Actor, bool Duplicate);
