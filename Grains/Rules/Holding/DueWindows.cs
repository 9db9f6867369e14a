using Microsoft.Extensions.Logging;
using Notifications.Subjects;
using Notifications.Waking;

namespace Notifications.Rules.Holding;

/// <summary>
/// Wakes the event grains that have a digest due and are not there to end it themselves. Each silo does it: a window that is
/// ended twice is told once.
/// </summary>
internal sealed partial class DueWindows(
    IHoldingStore store, IGrainFactory grains, TimeProvider time, ILogger<DueWindows> logger) : Sweeper(time, Interval)
{
    internal const int MaxAtOnce = 100;

    private const int MaxFailed = 1_000;

    private static readonly TimeSpan FailedPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A grain that is there ends its windows by its own timer.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // Longer than any period or window.
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(31);

    private static readonly TimeSpan ForgetInterval = TimeSpan.FromHours(1);

    private readonly ILogger<DueWindows> _logger = logger;
    private readonly Resting<(string Site, Subject Subject)> _failed = new(FailedPause, MaxFailed);
    private DateTimeOffset _forgetAt;

    protected override async Task SweepAsync(DateTimeOffset now, CancellationToken stopping)
    {
        await EndDueAsync(now);
        if (now < _forgetAt)
            return;
        _forgetAt = now + ForgetInterval;
        await ForgetAsync(now - Forgotten);
    }

    /// <summary>Wakes those that are due, the longest overdue first. One call at a time.</summary>
    internal async Task EndDueAsync(DateTimeOffset now)
    {
        _failed.Release(now);
        try
        {
            var due = await store.ReadDueAsync(now - Grace, MaxAtOnce + _failed.Count);
            await Task.WhenAll(_failed.Without(due).Take(MaxAtOnce).Select(one => EndAsync(one.Site, one.Subject, now)));
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
            _failed.Add((site, subject), now);
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
