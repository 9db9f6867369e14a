using Notifications.Users;

namespace Notifications.Cluster;

/// <summary>The gateway's calls to user contexts.</summary>
internal sealed class UserContexts(IGrainFactory grains, ClusterPipeline cluster, GatewayReference self)
{
    public Task<UserStanding> AttachAsync(string site, string user) =>
        cluster.CallAsync(() => Of(site, user).Attach(self.Value));

    /// <summary>Ends the lease. Not tried again: it runs out by itself.</summary>
    public Task DetachAsync(string site, string user) =>
        Of(site, user).Detach(self.Value).ContinueWith(static ended => _ = ended.Exception, TaskScheduler.Default);

    private IUserContextGrain Of(string site, string user) => grains.GetGrain<IUserContextGrain>(UserKey.Of(site, user));
}
