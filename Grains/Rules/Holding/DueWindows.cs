using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Notifications.Subjects;

namespace Notifications.Rules.Holding;

/// <summary>
/// Wakes the event grains that have a digest due and are not there to end it themselves. Each silo does it: a window that is
/// ended twice is told once.
/// </summary>
internal sealed partial class DueWindows(
    IHoldingStore store, IGrainFactory grains, TimeProvider time, ILogger<DueWindows> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    internal const int MaxAtOnce = 100;

    private const int MaxFailed = 1_000;

    // Those that can't be ended must not keep the others from being looked up.
    private static readonly TimeSpan FailedPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A grain that is there ends its windows by its own timer.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // Longer than any period or window.
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(31);

    private static readonly TimeSpan ForgetInterval = TimeSpan.FromHours(1);

    private readonly ILogger<DueWindows> _logger = logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<(string Site, Subject Subject), DateTimeOffset> _failed = new();
    private Task _sweeping = Task.CompletedTask;

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(DueWindows),
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
        using var timer = new PeriodicTimer(Interval, time);
        var forgetAt = time.GetUtcNow();
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                var now = time.GetUtcNow();
                await EndDueAsync(now);
                if (now < forgetAt)
                    continue;
                forgetAt = now + ForgetInterval;
                await ForgetAsync(now - Forgotten);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    /// <summary>Wakes those that are due, the longest overdue first. One call at a time.</summary>
    internal async Task EndDueAsync(DateTimeOffset now)
    {
        foreach (var (one, until) in _failed)
        {
            if (until <= now)
                _failed.TryRemove(one, out _);
        }

        try
        {
            var due = await store.ReadDueAsync(now - Grace, MaxAtOnce + _failed.Count);
            await Task.WhenAll(due.Where(one => !_failed.ContainsKey(one)).Take(MaxAtOnce).Select(one => EndAsync(one.Site, one.Subject, now)));
        }
        catch (Exception e)
        {
            LogNotRead(e);
        }
    }

    private async Task EndAsync(string site, Subject subject, DateTimeOffset now)
    {
        try
        {
            await grains.GetEventGrain(site, subject).EndDueWindows();
        }
        catch (Exception e)
        {
            LogNotEnded(subject, e);
            if (_failed.Count < MaxFailed)
                _failed[(site, subject)] = now + FailedPause;
        }
    }

    private async Task ForgetAsync(DateTimeOffset writtenBefore)
    {
        try
        {
            await store.ForgetAsync(writtenBefore);
        }
        catch (Exception e)
        {
            LogNotRead(e);
        }
    }
}
