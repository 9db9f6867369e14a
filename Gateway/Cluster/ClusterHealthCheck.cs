using Microsoft.Extensions.Diagnostics.HealthChecks;
using Notifications.Hosting;

namespace Notifications.Cluster;

/// <summary>
/// Ready while there is a silo that hosts grains. It asks no grain: that one's silo may be the one that has just died, and all gateways
/// would be taken out at once though the others work.
/// </summary>
internal sealed class ClusterHealthCheck(IClusterManifestProvider manifests, ISiloStatusOracle members) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var isThere = manifests.Current.Silos.Any(
            silo => members.GetApproximateSiloStatus(silo.Key) == SiloStatus.Active && ApplicationGrains.AreIn(silo.Value));
        return Task.FromResult(isThere ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("There is no silo that hosts grains."));
    }
}
