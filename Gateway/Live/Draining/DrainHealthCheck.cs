using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Notifications.Live.Draining;

/// <summary>Not ready once the gateway is on its way out.</summary>
internal sealed class DrainHealthCheck(GatewayDrain drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(drain.HasBegun ? HealthCheckResult.Unhealthy("This gateway stops; others take over.") : HealthCheckResult.Healthy());
}
