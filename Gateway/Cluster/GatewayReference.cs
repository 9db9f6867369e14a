using Notifications.Live;

namespace Notifications.Cluster;

/// <summary>This gateway as grains call it.</summary>
internal sealed class GatewayReference
{
    // Orleans holds observers weakly.
    private ILiveGateway? _observer;
    private AnnouncedGateway? _announced;

    /// <summary>What to pass to grains.</summary>
    public AnnouncedGateway Value => _announced ?? throw new InvalidOperationException("The gateway has not joined the cluster yet.");

    /// <summary>Makes the reference, once the cluster is there.</summary>
    public void Create(IGrainFactory grains, ILiveGateway observer, SiloAddress silo) =>
        _announced = new AnnouncedGateway(silo, grains.CreateObjectReference<ILiveGateway>(_observer = observer));
}
