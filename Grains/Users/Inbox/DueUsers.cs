using Microsoft.Extensions.Logging;
using Notifications.Waking;

namespace Notifications.Users.Inbox;

/// <summary>
/// Wakes the user contexts that have something to do and are not there to do it by themselves: bring back what is snoozed, tell the
/// digest of a quiet time, delete what is too old.
/// </summary>
internal sealed partial class DueUsers(
    IInboxStore store, IGrainFactory grains, TimeProvider time, ILogger<DueUsers> logger) : Sweeper<(string Site, string User)>(time, Pace)
{
    private static readonly SweepPace Pace = new(Interval: TimeSpan.FromSeconds(1), Rest: TimeSpan.FromMinutes(1));

    // A grain that is there does it by its own timer.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ILogger<DueUsers> _logger = logger;

    protected override Task<IReadOnlyList<(string Site, string User)>> FindAsync(DateTimeOffset now, int limit) =>
        store.ReadDueUsersAsync(now - Grace, limit);

    protected override async Task<bool> WakeAsync((string Site, string User) one)
    {
        await grains.GetGrain<IUserContextGrain>(UserKey.Of(one.Site, one.User)).DoDue();
        return true;
    }

    protected override void NotFound(Exception exception) => LogNotRead(exception);

    protected override void NotWoken((string Site, string User) one, Exception exception) => LogNotDone(one.Site, exception);

    [LoggerMessage(LogLevel.Warning, "What is due in user contexts could not be looked up; it is tried again.")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(LogLevel.Warning, "What is due for a user of {Site} could not be done; it is tried again.")]
    private partial void LogNotDone(string site, Exception exception);
}
