using Notifications.Users.Identities;

namespace Notifications.Cluster;

/// <summary>The gateway's questions of who is who.</summary>
internal sealed class Identities(IGrainFactory grains, ClusterPipeline cluster)
{
    /// <summary>The user for whom a token's <c>sub</c> stands.</summary>
    public async Task<string> ResolveAsync(string site, string sub) => (await ResolveAsync(site, [sub]))[0];

    /// <summary>The users for whom each <c>sub</c> stands.</summary>
    public Task<IReadOnlyList<string>> ResolveAsync(string site, IReadOnlyList<string> subs) =>
        cluster.CallAsync(() => Of(site).Resolve(subs));

    /// <summary>Grows with every change of the site's identities.</summary>
    public Task<long> VersionAsync(string site) => cluster.CallAsync(() => Of(site).Version());

    private IIdentitiesGrain Of(string site) => grains.GetGrain<IIdentitiesGrain>(site);
}
