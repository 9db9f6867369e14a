using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Notifications.Hosting.Health;

/// <summary>Where a process says how it is.</summary>
public static class HealthEndpoints
{
    /// <summary>Marks a check without which the process is not to be given work.</summary>
    public const string ReadyTag = "ready";

    /// <summary>Maps <c>/health/live</c>, which is well while the process answers, and <c>/health/ready</c>.</summary>
    public static void MapNotificationsHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", HealthAnswer.Of(_ => false));
        app.MapHealthChecks("/health/ready", HealthAnswer.Of(check => check.Tags.Contains(ReadyTag)));
    }
}
