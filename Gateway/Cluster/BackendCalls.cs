using Notifications.Rules;

namespace Notifications.Cluster;

/// <summary>The gateway's questions about calls to backend logic.</summary>
internal sealed class BackendCalls(IGrainFactory grains, ClusterPipeline cluster)
{
    public Task<IReadOnlyList<BackendCallStatus>> ListAsync(
        string site, BackendCallState? state, string? rule, int limit, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(site).List(state, rule, limit), cancellationToken);

    public Task<bool> RetryAsync(string site, string id, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(site).Retry(id), cancellationToken);

    private IBackendCallsGrain Of(string site) => grains.GetGrain<IBackendCallsGrain>(site);
}
