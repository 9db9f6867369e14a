using Notifications.Publishing;

namespace Notifications.Cluster;

/// <summary>The gateway's way to post notifications.</summary>
internal sealed class PublishingGrains(IGrainFactory grains, ClusterPipeline cluster)
{
    public Task<Published> PublishAsync(string site, Publication publication, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => grains.GetGrain<IPublishingGrain>(site).Publish(publication), cancellationToken);
}
