using Notifications.Events;
using Notifications.Live;
using Notifications.Subjects;

namespace Notifications.Cluster;

/// <summary>The gateway's calls to event grains.</summary>
internal sealed class EventGrains(IGrainFactory grains, ClusterPipeline cluster, GatewayReference self)
{
    public Task<Acceptance> AcceptAsync(Event @event, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(@event.Site, @event.Subject).Accept(@event), cancellationToken);

    public Task<LiveReplay> WatchAsync(string site, Subject subject, LivePosition? after) =>
        cluster.CallAsync(() => Of(site, subject).Watch(self.Value, after));

    public Task<LiveReplay> ReplayAsync(string site, Subject subject, LivePosition? after) =>
        cluster.CallAsync(() => Of(site, subject).Replay(after));

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
