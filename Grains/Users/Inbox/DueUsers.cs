using Microsoft.Extensions.Logging;
using Notifications.Waking;

namespace Notifications.Users.Inbox;

/// <summary>
/// Wakes the user contexts that have something to do and are not there to do it by themselves: bring back what is snoozed, tell the
/// digest of a quiet time, delete what is too old. Each silo does it: what is done twice is done once.
/// </summary>
internal sealed partial class DueUsers(
    IInboxStore store, IGrainFactory grains, TimeProvider time, ILogger<DueUsers> logger) : Sweeper(time, Interval)
{
    internal const int MaxAtOnce = 100;

    private const int MaxFailed = 1_000;

    private static readonly TimeSpan FailedPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A grain that is there does it by its own timer.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ILogger<DueUsers> _logger = logger;
    private readonly Resting<(string Site, string User)> _failed = new(FailedPause, MaxFailed);

    protected override Task SweepAsync(DateTimeOffset now, CancellationToken stopping) => WakeAsync(now);

    /// <summary>Wakes those that are due, the longest overdue first. One call at a time.</summary>
    internal async Task WakeAsync(DateTimeOffset now)
    {
        _failed.Release(now);
        try
        {
            var due = await store.ReadDueUsersAsync(now - Grace, MaxAtOnce + _failed.Count);
            await Task.WhenAll(_failed.Without(due).Take(MaxAtOnce).Select(one => WakeAsync(one, now)));
        }
        catch (Exception e)
        {
            LogNotRead(e);
        }
    }

    private async Task WakeAsync((string Site, string User) one, DateTimeOffset now)
    {
        try
        {
            await grains.GetGrain<IUserContextGrain>(UserKey.Of(one.Site, one.User)).DoDue();
        }
        catch (Exception e)
        {
            LogNotDone(one.Site, e);
            _failed.Add(one, now);
        }
    }
}
