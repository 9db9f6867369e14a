namespace Notifications.Live;

/// <summary>Follows the membership of the cluster: what was announced to grains of a silo that is gone is announced to their successors.</summary>
internal sealed class LostSilos(
    IClusterMembershipService membership, SubjectViews views, UserSessions users, Announcements announcements, TimeProvider time) : BackgroundService
{
    // Gateways that hear of it in the same moment don't all come in the same moment.
    private static readonly TimeSpan Spread = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var alive = new HashSet<SiloAddress>();
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            HashSet<SiloAddress> now = [.. snapshot.Members.Values.Where(member => member.Status != SiloStatus.Dead).Select(member => member.SiloAddress)];
            alive.ExceptWith(now);
            var lost = alive;
            alive = now;
            if (lost.Count > 0)
                await AnnounceAsync(lost, stoppingToken);
        }
    }

    /// <summary>Announces what was on silos that are gone.</summary>
    internal async Task AnnounceAsync(IReadOnlySet<SiloAddress> lost, CancellationToken stoppingToken)
    {
        await Task.Delay(Random.Shared.NextDouble() * Spread, time, stoppingToken);
        foreach (var view in views.All.Concat<AnnouncedView>(users.All).Where(view => view.Silo is { } silo && lost.Contains(silo)))
            announcements.Moved(view);
    }
}
