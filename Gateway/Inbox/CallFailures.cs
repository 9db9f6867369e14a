using System.Globalization;
using Notifications.Cluster;
using Notifications.Live;
using Notifications.Tokens;

namespace Notifications.Inbox;

/// <summary>Answers refused calls, and those that the cluster does not answer, with the hub's codes.</summary>
internal sealed partial class CallFailures(GatewayMetrics metrics, ILogger<CallFailures> logger) : IEndpointFilter
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly ILogger<CallFailures> _logger = logger;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RefusedException e)
        {
            metrics.Refused(e.Code);
            var status = e.Code is Refusals.PreferencesChanged or Refusals.UserErased ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
            return CodedProblem.Of(status, e.Code, e.Message, e.Place);
        }
        catch (ClusterUnavailableException e)
        {
            LogUnavailable(context.HttpContext.GetEndpoint()?.DisplayName, e);
            metrics.Refused(Refusals.Unavailable);
            context.HttpContext.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return CodedProblem.Of(StatusCodes.Status503ServiceUnavailable, Refusals.Unavailable, "The cluster did not answer in time. Send it again.");
        }
    }
}
