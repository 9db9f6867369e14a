using Microsoft.Extensions.Diagnostics.HealthChecks;
using Notifications.Subjects;

namespace Notifications.Cluster;

/// <summary>Ready when a grain of the cluster answers.</summary>
internal sealed class ClusterHealthCheck(EventGrains grains) : IHealthCheck
{
    private static readonly Subject Probe = new("health", "probe", "gateway");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await grains.ReplayAsync(SiteName.Default, Probe, after: null);
            return HealthCheckResult.Healthy();
        }
        catch (ClusterUnavailableException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
