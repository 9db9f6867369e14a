using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Notifications.Tokens;

/// <summary>Knows people by <c>Authorization: Bearer</c> and a realtime token. Cookies and addresses are not looked at.</summary>
internal sealed class RealtimeTokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenVerifier tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public const string Name = "RealtimeToken";

    private const string Bearer = "Bearer";

    private TokenVerdict? _verdict;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        _verdict = await tokens.VerifyAsync(Sent());
        return _verdict.Token is { } token
            ? AuthenticateResult.Success(new AuthenticationTicket(Principal(token), Name))
            : AuthenticateResult.Fail(_verdict.Message!);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        var code = _verdict?.Code ?? Refusals.TokenMissing;
        Response.Headers.WWWAuthenticate = code == Refusals.TokenMissing ? Bearer : $"{Bearer} error=\"invalid_token\"";
        await CodedProblem.Of(StatusCodes.Status401Unauthorized, code, code == Refusals.TokenMissing
                ? "Send a realtime token: 'Authorization: Bearer <token>'."
                : _verdict!.Message!)
            .ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => CodedProblem
        .Of(StatusCodes.Status403Forbidden, Refusals.PermissionMissing, $"The token lacks the permission '{Permissions.Inbox}'.")
        .ExecuteAsync(Context);

    private string? Sent() =>
        AuthenticationHeaderValue.TryParse(Request.Headers[HeaderNames.Authorization], out var header)
        && string.Equals(header.Scheme, Bearer, StringComparison.OrdinalIgnoreCase)
            ? header.Parameter
            : null;

    private static ClaimsPrincipal Principal(SessionToken token) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, token.Sub),
            new Claim(RealtimeCaller.SiteClaim, token.Site),
            .. token.Permissions.Select(permission => new Claim(ClaimTypes.Role, permission)),
        ], Name));
}
