using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Notifications.Tests.Faults.Running;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Clusters;

/// <summary>
/// A steady load, by which is seen what a fault does to people: hooks at an even pace, each sent once, and many sessions that are shown
/// what comes of them.
/// </summary>
internal sealed class Pulse : IAsyncDisposable
{
    private const int SessionsAtOnce = 25;

    // Enough for each of a few silos to have some of their subjects.
    private const int MostWatched = 10;

    private readonly HttpClient _http;
    private readonly TimeSpan _period;
    private readonly string[] _subjects;
    private readonly PulseSession[] _sessions;
    private readonly PresenceWatch[] _watches;
    private readonly CancellationTokenSource _stopSending = new();
    private readonly CancellationTokenSource _stopAll = new();
    private readonly ConcurrentDictionary<int, Beat> _beats = new();
    private Task _sending = Task.CompletedTask;
    private Task _following = Task.CompletedTask;

    /// <param name="entry">Where the product is reached.</param>
    /// <param name="sessions">How many sessions.</param>
    /// <param name="perSubject">How many of them show the same subject.</param>
    /// <param name="rate">How many hooks a second.</param>
    public Pulse(Entry entry, int sessions, int perSubject, int rate)
    {
        _period = TimeSpan.FromSeconds(1) / rate;
        _http = new HttpClient { BaseAddress = entry.Address, Timeout = TimeSpan.FromSeconds(30) };
        _subjects = [.. Enumerable.Range(1, Math.Max(1, sessions / perSubject)).Select(number => $"PU-{number.ToString(CultureInfo.InvariantCulture)}")];
        var tokens = new Tokens(entry.KeyFile);
        _sessions = [.. Enumerable.Range(0, sessions).Select(number => new PulseSession(
            entry.Address, tokens, $"viewer-{number.ToString(CultureInfo.InvariantCulture)}", number % _subjects.Length, _subjects[number % _subjects.Length]))];
        _watches = [.. _subjects.Take(MostWatched).Select((key, number) => new PresenceWatch(entry.Address, tokens, $"jira:issue:{key}", number))];
    }

    public IReadOnlyList<PulseSession> Sessions => _sessions;

    /// <summary>Of some of the subjects, who looks at them.</summary>
    public IReadOnlyList<PresenceWatch> Watches => _watches;

    /// <summary>What was sent so far.</summary>
    public IReadOnlyList<Beat> Beats => [.. _beats.Values.OrderBy(beat => beat.Number)];

    /// <summary>The subject that a hook is about, by its place among the subjects.</summary>
    public int SubjectOf(int number) => number % _subjects.Length;

    /// <summary>Connects the sessions, then begins to send.</summary>
    public async Task StartAsync()
    {
        await Parallel.ForEachAsync(_sessions, new ParallelOptions { MaxDegreeOfParallelism = SessionsAtOnce }, async (session, _) => await session.ConnectAsync());
        _following = Task.WhenAll([
            .. _sessions.Select(session => session.RunAsync(_stopAll.Token)), .. _watches.Select(watch => watch.RunAsync(_stopAll.Token))]);
        _sending = SendAsync();
    }

    /// <summary>What is told of those who look, and is not so: nothing, once what is on its way has come.</summary>
    public async Task<IReadOnlyList<string>> WrongPresenceAsync()
    {
        var right = await Task.WhenAll(_watches.Select((watch, subject) =>
            watch.IsRightAsync(_sessions.Where(session => session.SubjectNumber == subject).Select(session => session.User))));
        return [.. _watches.Where((_, subject) => !right[subject]).Select(watch => $"Who looks was not told right: {watch}.")];
    }

    /// <summary>Stops sending, and waits for the answers that are under way; the sessions stay.</summary>
    public async Task StopSendingAsync()
    {
        await _stopSending.CancelAsync();
        await _sending;
    }

    public async ValueTask DisposeAsync()
    {
        await StopSendingAsync();
        await _stopAll.CancelAsync();
        await _following;
        _http.Dispose();
        _stopSending.Dispose();
        _stopAll.Dispose();
    }

    private async Task SendAsync()
    {
        using var timer = new PeriodicTimer(_period);
        var sent = new List<Task>();
        try
        {
            for (var number = 0; await timer.WaitForNextTickAsync(_stopSending.Token); number++)
                sent.Add(SendAsync(number));
        }
        catch (OperationCanceledException)
        {
            // That is all.
        }

        await Task.WhenAll(sent);
    }

    private async Task SendAsync(int number)
    {
        var beat = _beats[number] = new Beat(number, Stopwatch.GetTimestamp());
        try
        {
            var body = Hook.Bytes(Hook.StatusChanged(_subjects[SubjectOf(number)], $"~{number.ToString(CultureInfo.InvariantCulture)}~", "loader"));
            using var answer = await Hook.PostAsync(_http, "jira", body, Hook.Signature(GatewayProcess.JiraSecret, body));
            beat.End(answer.IsSuccessStatusCode, ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            beat.End(isAcknowledged: false, e.GetType().Name);
        }
    }
}

/// <summary>One hook of the steady load.</summary>
internal sealed class Beat(int number, long sent)
{
    public int Number => number;

    /// <summary>When it was sent.</summary>
    public long Sent => sent;

    /// <summary>When it was answered, or found that it was not.</summary>
    public long Ended { get; private set; }

    public bool IsAcknowledged { get; private set; }

    /// <summary>The status, or what went wrong.</summary>
    public string Detail { get; private set; } = "";

    public void End(bool isAcknowledged, string detail) => (Ended, IsAcknowledged, Detail) = (Stopwatch.GetTimestamp(), isAcknowledged, detail);
}
