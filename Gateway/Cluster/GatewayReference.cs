using Notifications.Live;

namespace Notifications.Cluster;

/// <summary>This gateway as grains call it.</summary>
internal sealed class GatewayReference
{
    // Orleans holds observers weakly.
    private ILiveGateway? _observer;
    private ILiveGateway? _reference;

    /// <summary>The reference to pass to grains.</summary>
    public ILiveGateway Value => _reference ?? throw new InvalidOperationException("The gateway has not joined the cluster yet.");

    /// <summary>Makes the reference, once the cluster is there.</summary>
    public void Create(IGrainFactory grains, ILiveGateway observer) =>
        _reference = grains.CreateObjectReference<ILiveGateway>(_observer = observer);
}
