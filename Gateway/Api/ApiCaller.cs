using System.Security.Claims;

namespace Notifications.Api;

/// <summary>Who calls the API. An endpoint takes it as a parameter.</summary>
/// <param name="Name">The name of the API key.</param>
/// <param name="Site">The one tenant that the key reads and writes.</param>
/// <param name="Roles">What the key may do.</param>
internal sealed record ApiCaller(string Name, string Site, IReadOnlyList<string> Roles)
{
    private const string SiteClaim = "site";

    /// <summary>The caller of a request whose endpoint requires an API key.</summary>
    public static ValueTask<ApiCaller?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));

    /// <summary>The caller as ASP.NET Core knows callers.</summary>
    public static ClaimsPrincipal Principal(ApiKey key, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, key.Name),
            new Claim(SiteClaim, key.Site),
            .. key.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
        ], scheme));

    private static ApiCaller? Of(ClaimsPrincipal user) =>
        user.Identity?.Name is { } name && user.FindFirstValue(SiteClaim) is { } site
            ? new ApiCaller(name, site, [.. user.FindAll(ClaimTypes.Role).Select(role => role.Value)])
            : null;
}
