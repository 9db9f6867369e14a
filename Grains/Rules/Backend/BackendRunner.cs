using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Live;

namespace Notifications.Rules.Backend;

/// <summary>
/// Notes the calls that event grains hand over, and makes those that are due: each backend has a number of tries at once
/// that is its own, so that none holds up another.
/// </summary>
internal sealed partial class BackendRunner(
    BackendQueue queue, BackendCatalog catalog, IBackendCalls calls, BackendTry tries, BackendMetrics metrics,
    IOptions<BackendOptions> options, IOptions<LiveOptions> live, TimeProvider time, ILogger<BackendRunner> logger) : BackgroundService
{
    private const int MaxBatch = 256;

    /// <summary>How often due calls are looked for without being told: another silo may have ended in the middle of one.</summary>
    internal static readonly TimeSpan Rescan = TimeSpan.FromSeconds(5);

    /// <summary>How long a call waits for a silo that knows whom to ask: in a rollout not every silo does.</summary>
    internal static readonly TimeSpan UnknownFor = TimeSpan.FromHours(24);

    private static readonly TimeSpan MinDoneFor = TimeSpan.FromHours(1);

    private static readonly TimeSpan Cleaning = TimeSpan.FromMinutes(10);

    private readonly ILogger<BackendRunner> _logger = logger;
    private readonly List<HandedCall> _taken = [];

    /// <summary>
    /// How long a call that has ended is remembered, so that the same decision does not make it again: longer than an event
    /// grain that starts decides events anew.
    /// </summary>
    private readonly TimeSpan _doneFor = live.Value.RingWindow + MinDoneFor;

    private readonly BackendLane[] _lanes = [.. catalog.All.Select(backend => new BackendLane(backend, time))];
    private readonly HashSet<Task> _running = [];
    private DateTimeOffset _nextCleaning;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Rescan;
            try
            {
                await CleanAsync();
                await NoteAsync();
                pause = await BeginDueAsync(stoppingToken);
            }
            catch (Exception e)
            {
                // The calls stay where they are until the store is there again.
                LogStoreFailed(e);
            }

            _running.RemoveWhere(task => task.IsCompleted);
            await queue.WaitAsync(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_running);
    }

    private async Task CleanAsync()
    {
        var now = time.GetUtcNow();
        if (now < _nextCleaning)
            return;
        var bounds = options.Value.Calls;
        await calls.GiveUpOthersAsync([.. _lanes.Select(lane => lane.Target)], now - UnknownFor, "It is not configured any more.", now);
        var failedFor = bounds.FailedFor > _doneFor ? bounds.FailedFor : _doneFor;
        await calls.ForgetAsync(now - _doneFor, now - failedFor, bounds.MaxFailed);
        _nextCleaning = now + Cleaning;
    }

    private async Task NoteAsync()
    {
        while (true)
        {
            while (_taken.Count < MaxBatch && queue.TryTake(out var call))
                _taken.Add(call!);
            if (_taken.Count == 0)
                return;
            var refused = await calls.AddAsync([.. _taken.Select(handed => handed.Call)], options.Value.Calls.MaxPending, time.GetUtcNow());
            if (refused > 0)
            {
                metrics.Dropped("", refused);
                LogTooManyPending(refused, options.Value.Calls.MaxPending);
            }

            foreach (var handed in _taken)
                handed.Noted.TrySetResult();
            _taken.Clear();
        }
    }

    /// <summary>Begins what is due, and answers how long there is nothing more to begin.</summary>
    private async Task<TimeSpan> BeginDueAsync(CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        var pause = Rescan;
        if (_lanes.Length == 0)
            return pause;
        var due = await calls.FindDueAsync([.. _lanes.Select(lane => lane.Target)]);
        foreach (var lane in _lanes)
        {
            if (!due.TryGetValue(lane.Target, out var first))
                continue;
            if (first > now)
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks, (first - now).Ticks));
            else if (await BeginAsync(lane, now, stoppingToken))
                pause = TimeSpan.Zero;
        }

        return pause;
    }

    /// <summary>Whether there may be more to begin.</summary>
    private async Task<bool> BeginAsync(BackendLane lane, DateTimeOffset now, CancellationToken stoppingToken)
    {
        var free = lane.Free;
        if (free <= 0)
            return false;
        var claimed = await calls.ClaimAsync(lane.Target, free, now, now + lane.Lease);
        foreach (var call in claimed)
        {
            lane.Enter();
            _running.Add(RunAsync(lane, call, stoppingToken));
        }

        return lane.Free > 0 && claimed.Count > 0;
    }

    private async Task RunAsync(BackendLane lane, ClaimedCall call, CancellationToken stoppingToken)
    {
        try
        {
            await tries.MakeAsync(lane, call, stoppingToken);
        }
        catch (Exception e)
        {
            // How it went could not be noted: the call comes up again when its claim runs out.
            LogStoreFailed(e);
        }
        finally
        {
            lane.Leave();
            queue.Wake();
        }
    }
}
