using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Notifications.Tokens;

/// <summary>The keys that sign and verify realtime tokens.</summary>
internal sealed class TokenKeys
{
    public TokenKeys(IOptions<TokenOptions> options, IHostEnvironment environment)
    {
        Signing = Identified(ReadOrMake(Path.GetFullPath(options.Value.SigningKeyFile, environment.ContentRootPath)));
        var trusted = options.Value.TrustedKeyFiles
            .Select(file => Identified(Read(Path.GetFullPath(file, environment.ContentRootPath))));
        Verifying = [Signing, .. trusted];
    }

    /// <summary>Our own key.</summary>
    public ECDsaSecurityKey Signing { get; }

    /// <summary>All keys whose tokens are taken.</summary>
    public IReadOnlyList<SecurityKey> Verifying { get; }

    /// <summary>The public half of <see cref="Verifying"/> as a JSON web key set.</summary>
    public IEnumerable<PublicKey> PublicKeys => Verifying.Cast<ECDsaSecurityKey>().Select(key =>
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new PublicKey(
            "EC", "P-256", "sig", SecurityAlgorithms.EcdsaSha256, key.KeyId,
            Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
    });

    private static ECDsa ReadOrMake(string file)
    {
        if (File.Exists(file))
            return Read(file);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
        return key;
    }

    private static ECDsa Read(string file)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new InvalidOperationException($"The token key '{file}' can't be read: {e.Message}", e);
        }

        return key.KeySize == 256
            ? key
            : throw new InvalidOperationException($"The token key '{file}' is not an ES256 key (P-256).");
    }

    private static ECDsaSecurityKey Identified(ECDsa key)
    {
        var identified = new ECDsaSecurityKey(key);
        identified.KeyId = Base64UrlEncoder.Encode(identified.ComputeJwkThumbprint());
        return identified;
    }
}

/// <summary>A public key as RFC 7517 writes it.</summary>
internal sealed record PublicKey(string Kty, string Crv, string Use, string Alg, string Kid, string X, string Y);
