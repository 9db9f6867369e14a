using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Notifications.Live;
using Notifications.Tokens;

namespace Notifications.Inbox;

/// <summary>Bounds how often one person calls by REST, as <see cref="CallLimits"/> does for a session.</summary>
internal sealed class PersonalLimit(IOptions<HubOptions> options) : IRateLimiterPolicy<string>
{
    /// <summary>The name of the policy.</summary>
    public const string Name = "me";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = static async (rejected, _) =>
    {
        rejected.HttpContext.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        rejected.HttpContext.RequestServices.GetService<GatewayMetrics>()?.Refused(Refusals.TooManyCalls);
        await CodedProblem.Of(StatusCodes.Status429TooManyRequests, Refusals.TooManyCalls, "Call again in a second, and not that often.")
            .ExecuteAsync(rejected.HttpContext);
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetTokenBucketLimiter(
        RealtimeCaller.Of(httpContext.User) is { } caller ? $"{caller.Site}|{caller.Sub}" : "",
        _ => CallLimits.Bucket(options.Value));
}
