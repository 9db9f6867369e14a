namespace Notifications.Webhooks;

/// <summary>Maps the address of web hooks.</summary>
internal static class WebhookRoutes
{
    public static void MapWebhooks(this WebApplication app) => app
        .MapPost("/webhooks/{source}", (string source, HttpContext context, WebhookEndpoint endpoint) => endpoint.ReceiveAsync(source, context))
        .WithTags("Web hooks")
        .WithSummary("Takes a web hook of Jira, Confluence or a CloudEvents sender.")
        .Produces<WebhookAnswer>(StatusCodes.Status202Accepted)
        .Produces<WebhookAnswer>(StatusCodes.Status200OK)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
