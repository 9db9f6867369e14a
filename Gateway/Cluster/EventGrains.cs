using Notifications.Events;
using Notifications.Live;
using Notifications.Subjects;

namespace Notifications.Cluster;

/// <summary>The gateway's calls to event grains.</summary>
internal sealed class EventGrains(IGrainFactory grains, ClusterPipeline cluster, GatewayReference self, TimeProvider time)
{
    // Gateways that are asked report within a quarter of a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public Task<Acceptance> AcceptAsync(Event @event, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(@event.Site, @event.Subject).Accept(@event), cancellationToken);

    public Task<LiveReplay> WatchAsync(string site, Subject subject, LivePosition? after) =>
        cluster.CallAsync(() => Of(site, subject).Watch(self.Value, after));

    public Task<LiveReplay> ReplayAsync(string site, Subject subject, LivePosition? after) =>
        cluster.CallAsync(() => Of(site, subject).Replay(after));

    public Task<PresenceStanding> ReportAsync(string site, Subject subject, PresenceReport report) =>
        cluster.CallAsync(() => Of(site, subject).Report(self.Value, report));

    /// <summary>Who looks at a subject, once every gateway has said so, or has not for some time.</summary>
    public async Task<SubjectPresence> PresenceAsync(string site, Subject subject, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var presence = await cluster.CallAsync(() => Of(site, subject).Presence(), cancellationToken);
            if (presence.Complete || time.GetElapsedTime(began) > Patience)
                return presence;
            await Task.Delay(Look, time, cancellationToken);
        }
    }

    public Task<HeldBack> HeldAsync(string site, Subject subject) => cluster.CallAsync(() => Of(site, subject).Held());

    /// <summary>Ends the watch. Not tried again: the lease runs out by itself.</summary>
    public async Task UnwatchAsync(string site, Subject subject)
    {
        try
        {
            await Of(site, subject).Unwatch(self.Value);
        }
        catch (Exception)
        {
            // As said.
        }
    }

    private IEventGrain Of(string site, Subject subject) => grains.GetEventGrain(site, subject);
}
