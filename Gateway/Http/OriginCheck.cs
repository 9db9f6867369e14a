using Microsoft.Extensions.Options;
using Notifications.Live;

namespace Notifications.Http;

/// <summary>
/// Refuses web sockets, and calls of the API of people, from pages of other origins: browsers let any page open and send them.
/// </summary>
internal sealed class OriginCheck(IOptions<HubOptions> options)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        string? origin = context.Request.Headers.Origin;
        if (origin is null || IsOwn(origin, context.Request) || options.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
            return next(context);
        return Results.Problem(
            $"Pages of '{origin}' may not connect. An administrator can allow them by {HubOptions.Section}:AllowedOrigins.",
            statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    // A proxy that ends TLS passes the host on, but not always the scheme.
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
