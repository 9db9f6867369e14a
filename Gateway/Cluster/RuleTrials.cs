using Notifications.Rules.Trials;

namespace Notifications.Cluster;

/// <summary>The gateway's calls to trials of rules.</summary>
internal sealed class RuleTrials(IGrainFactory grains, ClusterPipeline cluster)
{
    public Task<TrialState> StartAsync(string site, string id, TrialOrder order) =>
        cluster.CallAsync(() => Of(site, id).Start(order));

    public Task<TrialState?> ReadAsync(string site, string id, TimeSpan patience = default) =>
        cluster.CallAsync(() => Of(site, id).Read(patience));

    public Task<TrialState?> StopAsync(string site, string id) => cluster.CallAsync(() => Of(site, id).Stop());

    private IRuleTrialGrain Of(string site, string id) => grains.GetGrain<IRuleTrialGrain>(TrialKey.Of(site, id));
}
