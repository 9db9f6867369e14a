using System.Security.Claims;

namespace Notifications.Tokens;

/// <summary>Whom a realtime token names. An endpoint that requires one takes it as a parameter.</summary>
/// <param name="Site">The tenant.</param>
/// <param name="Sub">The token's <c>sub</c>, which stands for a user.</param>
internal sealed record RealtimeCaller(string Site, string Sub)
{
    /// <summary>The claim that holds <see cref="Site"/>.</summary>
    internal const string SiteClaim = "site";

    /// <summary>The caller of a request whose endpoint requires a realtime token.</summary>
    public static ValueTask<RealtimeCaller?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));

    /// <summary>The caller as the scheme made it.</summary>
    public static RealtimeCaller? Of(ClaimsPrincipal user) =>
        user.Identity is { AuthenticationType: RealtimeTokenAuthentication.Name, Name: { } sub } && user.FindFirstValue(SiteClaim) is { } site
            ? new RealtimeCaller(site, sub)
            : null;
}
