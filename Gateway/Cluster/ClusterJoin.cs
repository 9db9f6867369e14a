using Notifications.Live;

namespace Notifications.Cluster;

/// <summary>Makes this gateway known to the cluster once that has started, before the first request is taken.</summary>
internal sealed class ClusterJoin(
    IGrainFactory grains, ILocalSiloDetails silo, GatewayReference self, LiveGateway gateway) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        self.Create(grains, gateway, silo.SiloAddress);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
