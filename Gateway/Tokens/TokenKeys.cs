using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Notifications.Tokens;

/// <summary>The keys that sign and verify realtime tokens.</summary>
internal sealed class TokenKeys
{
    private readonly List<SecurityKey> _verifying = [];
    private readonly Dictionary<string, HashSet<string>> _sites = [];

    public TokenKeys(IOptions<TokenOptions> options, IHostEnvironment environment)
    {
        Signing = Identified(ReadOrMake(
            Path.GetFullPath(options.Value.SigningKeyFile, environment.ContentRootPath), options.Value.MakeSigningKey));
        foreach (var trusted in options.Value.TrustedKeys)
        {
            if (trusted.Sites.Count == 0)
                throw new InvalidOperationException($"The trusted key '{trusted.File}' names no site that it may sign for.");
            var key = Identified(Read(Path.GetFullPath(trusted.File, environment.ContentRootPath)));
            _sites[key.KeyId] = [.. trusted.Sites];
            _verifying.Add(key);
        }

        _verifying.Add(Signing);
    }

    /// <summary>Our own key.</summary>
    public ECDsaSecurityKey Signing { get; }

    /// <summary>All keys whose tokens are taken.</summary>
    public IReadOnlyList<SecurityKey> Verifying => _verifying;

    /// <summary>The public half of <see cref="Verifying"/> as a JSON web key set.</summary>
    public IEnumerable<PublicKey> PublicKeys => Verifying.Cast<ECDsaSecurityKey>().Select(key =>
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new PublicKey(
            "EC", "P-256", "sig", SecurityAlgorithms.EcdsaSha256, key.KeyId,
            Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
    });

    /// <summary>Whether tokens of a key are taken for a site: our own key's for every site, others' for those that are configured.</summary>
    public bool MaySignFor(SecurityKey key, string site) =>
        key.KeyId == Signing.KeyId || (_sites.TryGetValue(key.KeyId, out var sites) && sites.Contains(site));

    private static ECDsa ReadOrMake(string file, bool make)
    {
        if (File.Exists(file) || Directory.Exists(file))
            return Read(file);
        if (!make)
        {
            throw new InvalidOperationException(
                $"There is no token key '{file}'. The gateways of a cluster share one: openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt");
        }

        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Moved into place when it is whole: a process that is killed while writing must find no half of a key.
        var unfinished = file + ".new";
        using (var writer = new StreamWriter(unfinished, options))
            writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
        File.Move(unfinished, file);
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

        return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
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
