using Notifications.Cluster;
using Notifications.Users;

namespace Notifications.Live;

/// <summary>Renews what this gateway has announced to grains, one call for each silo, and sweeps sessions.</summary>
internal sealed class LeaseRenewal(
    SubjectViews views, UserSessions users, Announcements announcements, SiloBatches silos, EventGrains subjects, UserContexts contexts,
    GatewayReference self, Sessions sessions, TimeProvider time) : BackgroundService
{
    /// <summary>Renews all leases once, and ends those that nobody needs.</summary>
    public Task RenewAsync() => Task.WhenAll(
        RoundAsync<SubjectView, LiveReplay>(
            views.All,
            (silo, part) => silo.Watch(self.Value, [.. part.Select(one => one.View.Announcement(one.Ends))]),
            (view, replay) => view.Renewed(replay),
            view => subjects.UnwatchAsync(view.Site, view.Subject),
            views.Remove),
        RoundAsync<UserView, UserStanding>(
            users.All,
            (silo, part) => silo.Attach(self.Value, [.. part.Select(one => one.View.Announcement(one.Ends))]),
            (view, standing) => view.Renewed(standing),
            view => contexts.DetachAsync(view.Site, view.User),
            users.Remove));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(RenewAsync(stoppingToken), SweepAsync(stoppingToken));

    private async Task RenewAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LiveLease.Renewal, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await RenewAsync();
    }

    private async Task RoundAsync<TView, TAnswer>(
        IEnumerable<TView> all, Func<IAudienceService, IReadOnlyList<(TView View, bool Ends)>, Task<IReadOnlyList<TAnswer?>>> send,
        Action<TView, TAnswer> renewed, Func<TView, Task> leave, Action<TView> remove)
        where TView : AnnouncedView
        where TAnswer : class
    {
        var known = new List<(SiloAddress, (TView View, bool Ends))>();
        var leaving = new List<Task>();
        foreach (var view in all)
        {
            var ends = view.LeaveIfUnseen();
            if (view.Silo is { } silo)
                known.Add((silo, (view, ends)));
            else if (ends)
                leaving.Add(LeaveAsync(view));
            else
                announcements.Announce(view);
        }

        var failed = await silos.SendAsync(known, send, (one, answer) => renewed(one.View, answer));
        foreach (var (view, ends) in failed)
        {
            if (!ends)
                announcements.Moved(view);
        }

        // A grain that was not told forgets this gateway when its lease ends.
        foreach (var (_, (view, ends)) in known)
        {
            if (ends)
                remove(view);
        }

        await Task.WhenAll(leaving);

        async Task LeaveAsync(TView view)
        {
            await leave(view);
            remove(view);
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            sessions.Sweep();
    }
}
