using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Notifications.Api;

/// <summary>Knows callers by <c>Authorization: Bearer</c> and an API key's secret, and tells those it doesn't know what to do.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyCatalog keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string Name = "ApiKey";

    private const string Bearer = "Bearer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var sent = await HandleAuthenticateOnceSafeAsync();
        Response.Headers.WWWAuthenticate = sent.None ? Bearer : $"{Bearer} error=\"invalid_token\"";
        await RefuseAsync(StatusCodes.Status401Unauthorized, sent.None
            ? "Send the secret of an API key: 'Authorization: Bearer <secret>'. Keys are configured as ApiKeys:{name}."
            : "No API key has this secret. Keys are configured as ApiKeys:{name}.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var missing = Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>()
            .Select(required => required.Policy)
            .FirstOrDefault(policy => policy is not null && ApiRoles.All.Contains(policy, StringComparer.Ordinal) && !Context.User.IsInRole(policy));
        var name = Context.User.Identity?.Name;
        return RefuseAsync(StatusCodes.Status403Forbidden,
            $"The API key '{name}' does not have the role '{missing}'. An administrator can give it by ApiKeys:{name}:Roles.");
    }

    private AuthenticateResult Authenticate()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers[HeaderNames.Authorization], out var header)
            || !string.Equals(header.Scheme, Bearer, StringComparison.OrdinalIgnoreCase)
            || string.IsNullOrEmpty(header.Parameter))
            return AuthenticateResult.NoResult();
        return keys.Find(header.Parameter) is { } key
            ? AuthenticateResult.Success(new AuthenticationTicket(ApiCaller.Principal(key, Name), Name))
            : AuthenticateResult.Fail("No API key has this secret.");
    }

    private Task RefuseAsync(int status, string detail) => Results.Problem(detail, statusCode: status).ExecuteAsync(Context);
}
