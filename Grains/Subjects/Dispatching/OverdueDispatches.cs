using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Notifications.Subjects.Dispatching;

/// <summary>
/// Wakes the event grains whose events were accepted and not dispatched: at once when the silo starts, then those that take too
/// long. Each silo does it: what is dispatched twice makes nothing new.
/// </summary>
internal sealed partial class OverdueDispatches(
    IDispatchLedger ledger, IGrainFactory grains, IOptions<DispatchOptions> options, TimeProvider time, ILogger<OverdueDispatches> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    internal const int MaxAtOnce = 100;

    private const int MaxResting = 10_000;

    // Those that are asked in vain must not keep the others from being looked up.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly ILogger<OverdueDispatches> _logger = logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<(string Site, Subject Subject), DateTimeOffset> _resting = new();
    private Task _sweeping = Task.CompletedTask;
    private bool _isFailing;

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(OverdueDispatches),
        ServiceLifecycleStage.Active,
        _ =>
        {
            _sweeping = SweepAsync(_stopping.Token);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await _stopping.CancelAsync();
            await _sweeping;
        });

    public void Dispose() => _stopping.Dispose();

    private async Task SweepAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        var grace = TimeSpan.Zero;
        try
        {
            do
            {
                var now = time.GetUtcNow();
                while (await ResumeAsync(now - grace, now) && !stopping.IsCancellationRequested)
                {
                    // There are more than are woken at once.
                }

                grace = options.Value.Grace;
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    /// <summary>Wakes those that are overdue, the longest first; whether there may be more.</summary>
    internal async Task<bool> ResumeAsync(DateTimeOffset acceptedBefore, DateTimeOffset now)
    {
        foreach (var (one, until) in _resting)
        {
            if (until <= now)
                _resting.TryRemove(one, out _);
        }

        try
        {
            var overdue = await ledger.ReadOverdueAsync(acceptedBefore, MaxAtOnce + _resting.Count);
            _isFailing = false;
            var awaited = overdue.Where(one => !_resting.ContainsKey(one)).Take(MaxAtOnce).ToArray();
            await Task.WhenAll(awaited.Select(one => ResumeAsync(one.Site, one.Subject, now)));
            return awaited.Length == MaxAtOnce && _resting.Count < MaxResting;
        }
        catch (Exception e)
        {
            if (!_isFailing)
                LogNotRead(e);
            _isFailing = true;
            return false;
        }
    }

    private async Task ResumeAsync(string site, Subject subject, DateTimeOffset now)
    {
        try
        {
            // One that was in the way of its successor is asked again at once.
            if (!await grains.GetEventGrain(site, subject).Resume())
                return;
        }
        catch (Exception e)
        {
            LogNotResumed(subject, e);
        }

        if (_resting.Count < MaxResting)
            _resting[(site, subject)] = now + Rest;
    }

    [LoggerMessage(LogLevel.Warning, "Events that are not dispatched could not be looked up; it is tried again.")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Subject} could not be asked for its events that are not dispatched; it is tried again.")]
    private partial void LogNotResumed(Subject subject, Exception exception);
}
