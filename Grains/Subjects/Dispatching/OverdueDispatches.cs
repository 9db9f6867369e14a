using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Waking;

namespace Notifications.Subjects.Dispatching;

/// <summary>
/// Wakes the event grains whose events were accepted and not dispatched: at once when the silo starts, then those that take too
/// long. Each silo does it: what is dispatched twice makes nothing new.
/// </summary>
internal sealed partial class OverdueDispatches(
    IDispatchLedger ledger, IGrainFactory grains, IOptions<DispatchOptions> options, TimeProvider time, ILogger<OverdueDispatches> logger)
    : Sweeper(time, options.Value.Interval)
{
    internal const int MaxAtOnce = 100;

    private const int MaxResting = 10_000;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly ILogger<OverdueDispatches> _logger = logger;
    private readonly Resting<(string Site, Subject Subject)> _resting = new(Rest, MaxResting);
    private TimeSpan _grace = TimeSpan.Zero;
    private bool _isFailing;

    protected override bool BeginsAtOnce => true;

    protected override async Task SweepAsync(DateTimeOffset now, CancellationToken stopping)
    {
        while (await ResumeAsync(now - _grace, now) && !stopping.IsCancellationRequested)
        {
            // There are more than are woken at once.
        }

        _grace = options.Value.Grace;
    }

    /// <summary>Wakes those that are overdue, the longest first; whether there may be more.</summary>
    internal async Task<bool> ResumeAsync(DateTimeOffset acceptedBefore, DateTimeOffset now)
    {
        _resting.Release(now);
        try
        {
            var overdue = await ledger.ReadOverdueAsync(acceptedBefore, MaxAtOnce + _resting.Count);
            _isFailing = false;
            var awaited = _resting.Without(overdue).Take(MaxAtOnce).ToArray();
            await Task.WhenAll(awaited.Select(one => ResumeAsync(one.Site, one.Subject, now)));
            return awaited.Length == MaxAtOnce && !_resting.IsFull;
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

        _resting.Add((site, subject), now);
    }

    [LoggerMessage(LogLevel.Warning, "Events that are not dispatched could not be looked up; it is tried again.")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Subject} could not be asked for its events that are not dispatched; it is tried again.")]
    private partial void LogNotResumed(Subject subject, Exception exception);
}
