namespace Notifications.Live;

/// <summary>A gateway as it makes itself known to grains.</summary>
/// <param name="Silo">Its member of the cluster. When that is gone, so is the gateway, and grains forget it.</param>
/// <param name="Observer">How it is told.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.AnnouncedGateway")]
public sealed record AnnouncedGateway([property: Id(0)] SiloAddress Silo, [property: Id(1)] ILiveGateway Observer);
