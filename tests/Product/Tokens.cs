using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Notifications.Tests.Product;

/// <summary>Signs realtime tokens as a token server would, and the many ways in which a token can be wrong.</summary>
public sealed class Tokens(string keyFile)
{
    public string For(
        string user, IEnumerable<string> subjects, string site = "default", IEnumerable<string>? permissions = null,
        TimeSpan? lifetime = null, string issuer = "notifications", string audience = "notifications")
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(keyFile));
        return Sign(Claims(user, subjects, site, permissions), key, lifetime ?? TimeSpan.FromMinutes(5), issuer, audience);
    }

    /// <summary>Makes a key that the gateways of a cluster share.</summary>
    public static void MakeKey(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Right in all but the key.</summary>
    public static string Forged(string user, IEnumerable<string> subjects)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Sign(Claims(user, subjects), key, TimeSpan.FromMinutes(5), "notifications", "notifications");
    }

    /// <summary>Right in all but that nobody signed it.</summary>
    public static string SignedByNobody(string user, IEnumerable<string> subjects) => new JsonWebTokenHandler().CreateToken(
        Descriptor(Claims(user, subjects), TimeSpan.FromMinutes(5), "notifications", "notifications"));

    /// <summary>Key confusion: signed by HMAC with what everybody can know, the public key.</summary>
    public string SignedWithPublicKey(string user, IEnumerable<string> subjects)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(keyFile));
        var descriptor = Descriptor(Claims(user, subjects), TimeSpan.FromMinutes(5), "notifications", "notifications");
        descriptor.SigningCredentials = new SigningCredentials(
            new SymmetricSecurityKey(key.ExportSubjectPublicKeyInfo()), SecurityAlgorithms.HmacSha256);
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    private static Dictionary<string, object> Claims(
        string user, IEnumerable<string> subjects, string site = "default", IEnumerable<string>? permissions = null) => new()
        {
            ["sub"] = user,
            ["site"] = site,
            ["subjects"] = subjects.ToArray(),
            ["permissions"] = (permissions ?? ["flags", "inbox"]).ToArray(),
        };

    private static string Sign(Dictionary<string, object> claims, ECDsa key, TimeSpan lifetime, string issuer, string audience)
    {
        var descriptor = Descriptor(claims, lifetime, issuer, audience);
        // Without caching: the key is disposed with its test.
        descriptor.SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256)
        {
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    private static SecurityTokenDescriptor Descriptor(
        Dictionary<string, object> claims, TimeSpan lifetime, string issuer, string audience)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now - TimeSpan.FromHours(1),
            NotBefore = now - TimeSpan.FromHours(1),
            Expires = now + lifetime,
            Claims = claims,
        };
    }
}
