using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Notifications.Api;

/// <summary>Bounds how many requests of one API key are worked on at once, so that no caller takes the API from the others.</summary>
internal sealed class ApiConcurrency : IRateLimiterPolicy<string>
{
    /// <summary>The name of the policy.</summary>
    public const string Name = "api";

    /// <summary>The most requests of one key at once.</summary>
    public const int MaxAtOnce = 16;

    /// <summary>The most that wait for their turn; the next is told to try again.</summary>
    public const int MaxWaiting = 64;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = static async (rejected, _) =>
    {
        rejected.HttpContext.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        await Results.Problem(
                $"This API key has {MaxAtOnce} requests at work and {MaxWaiting} waiting. Send this one again when some have ended.",
                statusCode: StatusCodes.Status429TooManyRequests)
            .ExecuteAsync(rejected.HttpContext);
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetConcurrencyLimiter(
        httpContext.User.Identity?.Name ?? "",
        static _ => new ConcurrencyLimiterOptions { PermitLimit = MaxAtOnce, QueueLimit = MaxWaiting });
}
