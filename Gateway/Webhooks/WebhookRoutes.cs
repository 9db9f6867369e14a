using System.Globalization;
using Microsoft.AspNetCore.RateLimiting;
using Notifications.Live;

namespace Notifications.Webhooks;

/// <summary>Maps the address of web hooks.</summary>
internal static class WebhookRoutes
{
    private const string Concurrency = "webhooks";
    private const int MaxAtOnce = 256;
    private const int MaxWaiting = 1024;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Bounds how many hooks are read at once, and with them the memory that senders can take; the rest is told to try again.</summary>
    public static IServiceCollection AddWebhookLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddConcurrencyLimiter(Concurrency, limiter => (limiter.PermitLimit, limiter.QueueLimit) = (MaxAtOnce, MaxWaiting));
        options.OnRejected = static async (rejected, _) =>
        {
            rejected.HttpContext.RequestServices.GetRequiredService<GatewayMetrics>().HookAnswered("any", StatusCodes.Status429TooManyRequests);
            rejected.HttpContext.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            await Results.Problem("Too many web hooks at once. Send it again.", statusCode: StatusCodes.Status429TooManyRequests)
                .ExecuteAsync(rejected.HttpContext);
        };
    });

    public static void MapWebhooks(this WebApplication app) => app
        .MapPost("/webhooks/{source}", (string source, HttpContext context, WebhookEndpoint endpoint) => endpoint.ReceiveAsync(source, context))
        .RequireRateLimiting(Concurrency)
        .WithTags("Web hooks")
        .WithSummary("Takes a web hook of Jira, Confluence or a CloudEvents sender.")
        .Produces<WebhookAnswer>(StatusCodes.Status202Accepted)
        .Produces<WebhookAnswer>(StatusCodes.Status200OK)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
