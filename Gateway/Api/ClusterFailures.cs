using System.Globalization;
using Notifications.Cluster;

namespace Notifications.Api;

/// <summary>Answers 503 where the cluster does not answer in time.</summary>
internal sealed partial class ClusterFailures(ILogger<ClusterFailures> logger) : IEndpointFilter
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly ILogger<ClusterFailures> _logger = logger;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ClusterUnavailableException e)
        {
            LogUnavailable(context.HttpContext.GetEndpoint()?.DisplayName, e);
            context.HttpContext.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return TypedResults.Problem("The cluster did not answer in time. Send it again.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
