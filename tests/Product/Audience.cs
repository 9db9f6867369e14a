using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Notifications.Tests.Product;

/// <summary>Very many people who have one subject open, each by one session, spread over the gateways of a cluster.</summary>
public sealed class Audience : IAsyncDisposable
{
    private const int AtOnce = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IReadOnlyList<GatewayProcess> _gateways;
    private readonly string _key;
    private readonly Tokens _tokens;
    private readonly ConcurrentBag<RawSession> _sessions = [];
    private readonly ConcurrentDictionary<int, Showing> _showings = new();
    private int _hooks;

    /// <param name="gateways">The gateways that they connect to in turn.</param>
    /// <param name="key">The key of the issue that they have open.</param>
    public Audience(IReadOnlyList<GatewayProcess> gateways, string key) =>
        (_gateways, _key, _tokens) = (gateways, key, new Tokens(gateways[0].KeyFile));

    public string Subject => $"jira:issue:{_key}";

    /// <summary>How many have it open.</summary>
    public int Count => _sessions.Count;

    /// <summary>More open it, some at a time.</summary>
    public Task OpenAsync(int count) => Parallel.ForEachAsync(
        Enumerable.Range(Count, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await OpenOneAsync(TokenOf(number), number));

    /// <summary>More open it at an even pace within some time. Answers how long each waited, from the moment at which it was to begin, until it was subscribed.</summary>
    public async Task<IReadOnlyList<TimeSpan>> OpenWithinAsync(int count, TimeSpan time)
    {
        var first = Count;
        // Signing is the token server's work.
        var tokens = Enumerable.Range(first, count).Select(TokenOf).ToArray();
        var opening = new Task<TimeSpan>[count];
        var start = Stopwatch.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var begun = 0; begun < count;)
        {
            for (var due = Math.Min(count, (int)(Stopwatch.GetElapsedTime(start) / time * count) + 1); begun < due; begun++)
                opening[begun] = MeasureAsync(begun, start + (long)(time.TotalSeconds * begun / count * Stopwatch.Frequency));
            await ticks.WaitForNextTickAsync();
        }

        return await Task.WhenAll(opening);

        async Task<TimeSpan> MeasureAsync(int number, long due)
        {
            await OpenOneAsync(tokens[number], first + number);
            return Stopwatch.GetElapsedTime(due);
        }
    }

    /// <summary>Sends a hook about it. Answers how long it took until each of them was shown the flag, those who were shown it first first.</summary>
    /// <exception cref="TimeoutException">Somebody was not shown it.</exception>
    public async Task<IReadOnlyList<TimeSpan>> ShowAsync()
    {
        var number = Interlocked.Increment(ref _hooks);
        var showing = _showings[number] = new Showing(Count);
        var hook = Hook.StatusChanged(_key, $"{RawSession.Mark}{number.ToString(CultureInfo.InvariantCulture)}{RawSession.Mark}", actor: "somebody-else");
        using var answer = await Hook.PostAsync(_gateways[number % _gateways.Count].Http, "jira", GatewayProcess.JiraSecret, hook);
        if (answer.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException($"The hook was answered with {answer.StatusCode}.");
        await showing.Whole.WaitAsync(Patience);
        return showing.Delays;
    }

    /// <summary>How often somebody was shown the flag of a hook, by the hook's number; the first is 1.</summary>
    public int ShownOf(int hook) => _showings[hook].Count;

    public async ValueTask DisposeAsync() =>
        await Parallel.ForEachAsync(_sessions, async (session, _) => await session.DisposeAsync());

    private string TokenOf(int number) =>
        _tokens.For($"viewer-{number.ToString(CultureInfo.InvariantCulture)}", [Subject], permissions: ["flags"], lifetime: TimeSpan.FromHours(1));

    private async Task OpenOneAsync(string token, int number)
    {
        var hub = new UriBuilder(_gateways[number % _gateways.Count].Address) { Scheme = "ws", Path = "/hub" }.Uri;
        _sessions.Add(await RawSession.ConnectAsync(
            hub, hook => _showings[hook].Shown(), ("attach", new { token, tab = "audience" }), ("subscribe", new { subject = Subject })));
    }

    private sealed class Showing(int viewers)
    {
        private readonly long _sent = Stopwatch.GetTimestamp();
        private readonly TimeSpan[] _delays = new TimeSpan[viewers];
        private readonly TaskCompletionSource _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public Task Whole => _whole.Task;

        public int Count => Volatile.Read(ref _count);

        public IReadOnlyList<TimeSpan> Delays => _delays;

        public void Shown()
        {
            var place = Interlocked.Increment(ref _count) - 1;
            if (place < _delays.Length)
                _delays[place] = Stopwatch.GetElapsedTime(_sent);
            if (place == _delays.Length - 1)
                _whole.TrySetResult();
        }
    }
}
