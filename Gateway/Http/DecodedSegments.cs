using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Notifications.Http;

/// <summary>
/// Gives endpoints the parts of an address as they were meant. The framework decodes all but <c>%2F</c>, so that <c>a%2Fb</c> and
/// <c>a%252Fb</c> would be the same, and neither what it is.
/// </summary>
internal static class DecodedSegments
{
    private const string Slash = "%2F";

    public static IApplicationBuilder UseDecodedSegments(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Decode(context);
        return next(context);
    });

    private static void Decode(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint
            || context.Features.Get<IHttpRequestFeature>()?.RawTarget is not { } target
            || !target.Contains(Slash, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var end = target.IndexOf('?', StringComparison.Ordinal);
        var sent = (end < 0 ? target : target[..end]).Split('/');
        // An address with dots, or a whole one as proxies get it, is not what was routed.
        var isRouted = sent.Length == context.Request.Path.Value?.Split('/').Length;
        for (var i = 0; i < endpoint.RoutePattern.PathSegments.Count; i++)
        {
            if (endpoint.RoutePattern.PathSegments[i].Parts is not [RoutePatternParameterPart { Name: var name }]
                || context.Request.RouteValues[name] is not string value || !value.Contains(Slash, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            context.Request.RouteValues[name] = isRouted
                ? Uri.UnescapeDataString(sent[i + 1])
                : value.Replace(Slash, "/", StringComparison.OrdinalIgnoreCase);
        }
    }
}
