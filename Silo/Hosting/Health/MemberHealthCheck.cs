using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Notifications.Hosting.Health;

/// <summary>Ready while the process is an active member of its cluster.</summary>
internal sealed class MemberHealthCheck(ISiloStatusOracle members) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        members.CurrentStatus is SiloStatus.Active
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"This process is not an active member of its cluster: {members.CurrentStatus}."));
}
