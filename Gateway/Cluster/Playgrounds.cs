using Notifications.Rules.Evaluating;

namespace Notifications.Cluster;

/// <summary>The gateway's calls to playgrounds of rules.</summary>
internal sealed class Playgrounds(IGrainFactory grains, ClusterPipeline cluster)
{
    public Task<Evaluated> EvaluateAsync(string site, EvaluationOrder order) =>
        cluster.CallAsync(() => grains.GetGrain<IPlaygroundGrain>(site).Evaluate(order));
}
