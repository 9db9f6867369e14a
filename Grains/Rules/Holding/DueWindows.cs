using Microsoft.Extensions.Logging;
using Notifications.Subjects;
using Notifications.Waking;

namespace Notifications.Rules.Holding;

/// <summary>Wakes the event grains that have a digest due and are not there to end its window themselves.</summary>
internal sealed partial class DueWindows(
    IHoldingStore store, IGrainFactory grains, TimeProvider time, ILogger<DueWindows> logger) : Sweeper<(string Site, Subject Subject)>(time, Pace)
{
    internal static readonly SweepPace Pace = new(Interval: TimeSpan.FromSeconds(1), Rest: TimeSpan.FromMinutes(1));

    // A grain that is there ends its windows by its own timer.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // Longer than any period or window.
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(31);

    private static readonly TimeSpan ForgetInterval = TimeSpan.FromHours(1);

    private readonly ILogger<DueWindows> _logger = logger;
    private DateTimeOffset _forgetAt;

    protected override async Task SweepAsync(DateTimeOffset now, CancellationToken stopping)
    {
        await WakeAsync(now);
        if (now < _forgetAt)
            return;
        _forgetAt = now + ForgetInterval;
        await ForgetAsync(now - Forgotten);
    }

    protected override Task<IReadOnlyList<(string Site, Subject Subject)>> FindAsync(DateTimeOffset now, int limit) =>
        store.ReadDueAsync(now - Grace, limit);

    protected override async Task<bool> WakeAsync((string Site, Subject Subject) one)
    {
        await grains.GetEventGrain(one.Site, one.Subject).EndDueWindows();
        return true;
    }

    protected override void NotFound(Exception exception) => LogNotRead(exception);

    protected override void NotWoken((string Site, Subject Subject) one, Exception exception) => LogNotEnded(one.Subject, exception);

    private async Task ForgetAsync(DateTimeOffset writtenBefore)
    {
        try
        {
            await store.ForgetAsync(writtenBefore);
        }
        catch (Exception e)
        {
            LogNotForgotten(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Digests that are due could not be looked up; it is tried again.")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The due digests of {Subject} could not be ended; it is tried again.")]
    private partial void LogNotEnded(Subject subject, Exception exception);

    [LoggerMessage(LogLevel.Warning, "What subjects held back long ago could not be deleted; it is tried again in an hour.")]
    private partial void LogNotForgotten(Exception exception);
}
