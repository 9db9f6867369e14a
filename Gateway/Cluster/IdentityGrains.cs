using Notifications.Users.Identities;

namespace Notifications.Cluster;

/// <summary>The gateway's questions of who is who.</summary>
internal sealed class IdentityGrains(IGrainFactory grains, ClusterPipeline cluster)
{
    /// <summary>The user for whom a token's <c>sub</c> stands.</summary>
    public async Task<string> ResolveAsync(string site, string sub) => (await ResolveAsync(site, [sub]))[0];

    /// <summary>The users for whom each <c>sub</c> stands.</summary>
    public Task<IReadOnlyList<string>> ResolveAsync(string site, IReadOnlyList<string> subs) =>
        cluster.CallAsync(() => Of(site).Resolve(subs));

    /// <summary>Grows with every change of the site's identities.</summary>
    public Task<long> VersionAsync(string site) => cluster.CallAsync(() => Of(site).Version());

    public Task<Identity?> FindAsync(string site, Identifier name) => cluster.CallAsync(() => Of(site).Find(name));

    public Task<IdentityAnswer> SetAsync(string site, string user, IReadOnlyList<Identifier> names) =>
        cluster.CallAsync(() => Of(site).Set(user, names));

    public Task<bool> RemoveAsync(string site, string user) => cluster.CallAsync(() => Of(site).Remove(user));

    public Task<IReadOnlyList<Contradiction>> ContradictionsAsync(string site) => cluster.CallAsync(() => Of(site).Contradictions());

    private IIdentitiesGrain Of(string site) => grains.GetGrain<IIdentitiesGrain>(site);
}
