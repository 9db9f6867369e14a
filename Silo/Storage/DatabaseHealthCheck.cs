using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Notifications.Storage;

/// <summary>
/// Not ready when the database is damaged, which nobody but an operator can put right. One that can't be reached for a while is no
/// reason: live flags go on without it, and hooks are sent again.
/// </summary>
internal sealed class DatabaseHealthCheck(SqlDatabase database) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(database.Damage is { } damage ? HealthCheckResult.Unhealthy(damage) : HealthCheckResult.Healthy());
}
