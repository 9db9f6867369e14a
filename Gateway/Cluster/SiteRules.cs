using Notifications.Rules;

namespace Notifications.Cluster;

/// <summary>The gateway's calls to the rules of a site.</summary>
internal sealed class SiteRules(IGrainFactory grains, ClusterPipeline cluster)
{
    public Task<RuleOverview> ListAsync(string site, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(site).List(), cancellationToken);

    public Task<RuleInForce?> FindAsync(string site, string key, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(site).Find(key), cancellationToken);

    public Task<RuleVersion?> ReadAsync(string site, string key, long? version, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(site).Read(key, version), cancellationToken);

    public Task<IReadOnlyList<RuleVersion>> ListVersionsAsync(string site, string key, long? before, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(site).ListVersions(key, before), cancellationToken);

    public Task<RuleWritten> PutAsync(string site, string key, string text, RuleWriting writing, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(site).Put(key, text, writing), cancellationToken);

    public Task<RuleWritten> RollBackAsync(string site, string key, long version, RuleWriting writing, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(site).RollBack(key, version, writing), cancellationToken);

    public Task<RuleWritten> DeleteAsync(string site, string key, RuleWriting writing, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(site).Delete(key, writing), cancellationToken);

    private IRulesGrain Of(string site) => grains.GetGrain<IRulesGrain>(site);
}
