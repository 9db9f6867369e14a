using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Notifications.Subjects;

namespace Notifications.Tokens;

/// <summary>
/// Signs realtime tokens. Whoever calls it has to know that the user is signed in and may see the subjects.
/// </summary>
internal sealed class TokenSigner(IOptions<TokenOptions> options, TokenKeys keys, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Signs a token.</summary>
    public string Sign(string site, string user, IEnumerable<Subject> subjects, IEnumerable<string> permissions, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.Issuer,
            Audience = options.Value.Audience,
            IssuedAt = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = user,
                ["site"] = site,
                ["subjects"] = subjects.Select(subject => subject.ToString()).ToArray(),
                ["permissions"] = permissions.ToArray(),
            },
            SigningCredentials = new SigningCredentials(keys.Signing, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
