using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Faults.Plans;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>Sends signed hooks, one plan after the other, and writes down how each attempt ended.</summary>
internal sealed class Sender(Uri address, Journal journal) : IDisposable
{
    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromMilliseconds(150);

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(15),
    };

    /// <summary>Sends until it is told to stop; what it has begun it ends.</summary>
    public async Task RunAsync(IEnumerable<PlannedSend> sends, CancellationToken stop)
    {
        foreach (var send in sends)
        {
            if (stop.IsCancellationRequested)
                return;
            await SendAsync(send, stop);
            await Pause.ForAsync(send.Pause);
        }
    }

    /// <summary>Sends one hook as it is planned. Answers how its last try ended.</summary>
    public async Task<Outcome> SendAsync(PlannedSend send, CancellationToken stop)
    {
        var body = BodyOf(send);
        journal.Add(send.Hook);
        for (var tried = 0; ; tried++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, tried == 0 ? send.Copies : 1).Select(_ => AttemptAsync(send.Hook, body)));
            var acknowledged = outcomes.Contains(Outcome.Ok);
            if (acknowledged && send.Again)
                await AttemptAsync(send.Hook, body);
            if (acknowledged || tried == send.Tries || stop.IsCancellationRequested)
                return acknowledged ? Outcome.Ok : outcomes[^1];
            await Pause.ForAsync(PauseBetweenTries);
        }
    }

    public void Dispose() => _http.Dispose();

    private static byte[] BodyOf(PlannedSend send)
    {
        var key = send.Hook.Subject.Split(':')[^1];
        var body = Hook.StatusChanged(key, $"~{send.Hook.Number}~", send.Actor, send.Assignee);
        body["timestamp"] = body["timestamp"]!.GetValue<long>() - (long)send.Behind.TotalMilliseconds;
        // What makes a duplicate of a hook; the same in each run of the plan.
        body["changelog"]!["id"] = (1_000_000_000L + send.Hook.Number).ToString(CultureInfo.InvariantCulture);
        return Hook.Bytes(body);
    }

    private async Task<Outcome> AttemptAsync(PlannedHook hook, byte[] body)
    {
        var began = journal.Step();
        var (outcome, detail) = await PostAsync(body);
        journal.Attempts.Enqueue(new Attempt(hook.Number, began, journal.Step(), outcome, detail));
        return outcome;
    }

    private async Task<(Outcome Outcome, string Detail)> PostAsync(byte[] body)
    {
        try
        {
            using var answer = await Hook.PostAsync(_http, "jira", body, Hook.Signature(GatewayProcess.JiraSecret, body));
            var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.Accepted => (Outcome.Ok, status),
                HttpStatusCode.ServiceUnavailable => (Outcome.Unavailable, answer.Headers.RetryAfter is null ? "503 without Retry-After" : status),
                >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => (Outcome.Refused, status),
                _ => (Outcome.Unknown, status),
            };
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return (Outcome.Refused, "nobody listens");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return (Outcome.Unknown, e.GetType().Name);
        }
    }
}
