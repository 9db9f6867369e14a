using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Notifications.Subjects;

namespace Notifications.Tokens;

/// <summary>Verifies realtime tokens: ES256 by a known key, our issuer and audience, not expired, well-formed claims.</summary>
internal sealed class TokenVerifier
{
    private const int MaxCharacters = 16_384;
    private const int MaxSubjects = 100;
    private const int MaxUserCharacters = 255;

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxCharacters };
    private readonly TokenValidationParameters _parameters;
    private readonly TokenKeys _keys;

    public TokenVerifier(IOptions<TokenOptions> options, TokenKeys keys, TimeProvider time)
    {
        _keys = keys;
        _parameters = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = keys.Verifying,
            ValidIssuer = options.Value.Issuer,
            ValidAudience = options.Value.Audience,
            LifetimeValidator = (notBefore, expires, _, _) =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                if (expires is not { } end || end <= now)
                    throw new SecurityTokenExpiredException("The token has expired or has no expiry.");
                if (notBefore is { } begin && begin > now + options.Value.ClockSkew)
                    throw new SecurityTokenNotYetValidException("The token is not valid yet.");
                return true;
            },
        };
    }

    /// <summary>Answers what the token allows, or why it is refused.</summary>
    public async Task<TokenVerdict> VerifyAsync(string? token)
    {
        if (string.IsNullOrWhiteSpace(token))
            return new TokenVerdict(Refusals.TokenMissing, "Pass a realtime token.");
        if (token.Length > MaxCharacters)
            return new TokenVerdict(Refusals.TokenMalformed, $"The token is longer than {MaxCharacters} characters.");
        var result = await _handler.ValidateTokenAsync(token, _parameters);
        return result.IsValid ? ReadClaims((JsonWebToken)result.SecurityToken) : Refused(result.Exception);
    }

    private static TokenVerdict Refused(Exception? exception) => exception switch
    {
        SecurityTokenExpiredException => new(Refusals.TokenExpired, "Get a new token and attach again."),
        SecurityTokenNotYetValidException => new(Refusals.TokenNotYetValid, "The token is not valid yet: compare the clocks, and try again."),
        SecurityTokenInvalidAudienceException => new(Refusals.TokenWrongAudience, "The token is for another audience."),
        SecurityTokenMalformedException or ArgumentException => new(Refusals.TokenMalformed, "The token is not a signed JWT."),
        _ => new(Refusals.TokenForged, "The token was not signed by a known issuer and key with ES256."),
    };

    private TokenVerdict ReadClaims(JsonWebToken token)
    {
        var site = Single(token, "site");
        if (site is null || !SiteName.IsValid(site))
            return new(Refusals.TokenMalformed, "The claim 'site' is missing or not a site's name.");
        if (!_keys.MaySignFor(token.SigningKey, site))
            return new(Refusals.TokenWrongSite, $"The token's key may not sign for the site '{site}'.");
        var user = Single(token, "sub");
        if (string.IsNullOrWhiteSpace(user) || user.Length > MaxUserCharacters)
            return new(Refusals.TokenMalformed, "The claim 'sub' is missing or not a user id.");

        var subjects = new HashSet<Subject>();
        foreach (var claim in token.Claims.Where(claim => claim.Type == "subjects"))
        {
            if (!Subject.TryParse(claim.Value, out var subject))
                return new(Refusals.TokenMalformed, "The claim 'subjects' holds something that is not a subject.");
            subjects.Add(subject);
        }

        if (subjects.Count > MaxSubjects)
            return new(Refusals.TokenMalformed, $"The claim 'subjects' holds more than {MaxSubjects} subjects.");
        return new(new SessionToken
        {
            Site = site,
            Sub = user,
            User = user,
            Subjects = subjects.ToFrozenSet(),
            Permissions = token.Claims.Where(claim => claim.Type == "permissions").Select(claim => claim.Value).ToFrozenSet(),
            ExpiresAt = new DateTimeOffset(token.ValidTo, TimeSpan.Zero),
        });
    }

    private static string? Single(JsonWebToken token, string type)
    {
        Claim[] claims = [.. token.Claims.Where(claim => claim.Type == type)];
        return claims.Length == 1 ? claims[0].Value : null;
    }
}

/// <summary>What became of a token: either what it allows, or a refusal with its named code.</summary>
internal sealed record TokenVerdict
{
    public TokenVerdict(SessionToken token) => Token = token;

    public TokenVerdict(string code, string message) => (Code, Message) = (code, message);

    public SessionToken? Token { get; }

    public string? Code { get; }

    public string? Message { get; }
}
