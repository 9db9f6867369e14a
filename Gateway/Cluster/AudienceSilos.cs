using Notifications.Live;
using Orleans.Runtime.Services;

namespace Notifications.Cluster;

/// <summary>The silos, as this gateway announces itself to all grains of one at once.</summary>
internal interface IAudienceSilos
{
    /// <summary>The service of a silo.</summary>
    IAudienceService On(SiloAddress silo);
}

/// <inheritdoc/>
internal sealed class AudienceSilos(IServiceProvider services) : GrainServiceClient<IAudienceService>(services), IAudienceSilos
{
    public IAudienceService On(SiloAddress silo) => GetGrainService(silo);
}
