using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Notifications.Hosting.Health;

/// <summary>Answers how the process is, and why it is not ready. A check's description is for people; exceptions stay in the log.</summary>
internal static class HealthAnswer
{
    public static HealthCheckOptions Of(Func<HealthCheckRegistration, bool> checks) => new()
    {
        Predicate = checks,
        ResponseWriter = static (context, report) => context.Response.WriteAsJsonAsync(new
        {
            status = Word(report.Status),
            checks = report.Entries.ToDictionary(
                check => check.Key,
                check => new { status = Word(check.Value.Status), reason = check.Value.Description },
                StringComparer.Ordinal),
        }),
    };

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
