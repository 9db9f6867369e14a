using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Waking;

namespace Notifications.Subjects.Dispatching;

/// <summary>
/// Wakes the event grains whose events were accepted and not dispatched: at once when the silo starts, then those that take too
/// long.
/// </summary>
internal sealed partial class OverdueDispatches(
    IDispatchLedger ledger, IGrainFactory grains, IOptions<DispatchOptions> options, TimeProvider time, ILogger<OverdueDispatches> logger)
    : Sweeper<(string Site, Subject Subject)>(
        time, new SweepPace(options.Value.Interval, Rest: TimeSpan.FromSeconds(10)) { BeginsAtOnce = true, MaxResting = 10_000 })
{
    private readonly ILogger<OverdueDispatches> _logger = logger;
    private TimeSpan _grace = TimeSpan.Zero;

    protected override async Task SweepAsync(DateTimeOffset now, CancellationToken stopping)
    {
        while (await WakeAsync(now) && !stopping.IsCancellationRequested)
        {
            // There are more than are woken at once.
        }

        _grace = options.Value.Grace;
    }

    protected override Task<IReadOnlyList<(string Site, Subject Subject)>> FindAsync(DateTimeOffset now, int limit) =>
        ledger.ReadOverdueAsync(now - _grace, limit);

    // One that was in the way of its successor is asked again at once; one that has it all in hand is left alone.
    protected override async Task<bool> WakeAsync((string Site, Subject Subject) one) =>
        !await grains.GetEventGrain(one.Site, one.Subject).Resume();

    protected override void NotFound(Exception exception) => LogNotRead(exception);

    protected override void NotWoken((string Site, Subject Subject) one, Exception exception) => LogNotResumed(one.Subject, exception);

    [LoggerMessage(LogLevel.Warning, "Events that are not dispatched could not be looked up; it is tried again.")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Subject} could not be asked for its events that are not dispatched; it is tried again.")]
    private partial void LogNotResumed(Subject subject, Exception exception);
}
