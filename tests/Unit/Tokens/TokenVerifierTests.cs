using System.Security.Cryptography;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Notifications.Subjects;
using Notifications.Tokens;

namespace Notifications.Tests.Unit.Tokens;

public sealed class TokenVerifierTests : IDisposable
{
    private static readonly Subject Issue = new("jira", "issue", "A-1");

    private readonly string _directory = Directory.CreateTempSubdirectory("tokens-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
    private readonly TokenOptions _options = new() { SigningKeyFile = "own.pem" };

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_token_of_our_own_says_what_it_allows()
    {
        var (signer, verifier) = Make();

        var verdict = await verifier.VerifyAsync(signer.Sign("acme", "anna", [Issue], ["flags"], TimeSpan.FromMinutes(5)));

        var token = Assert.IsType<SessionToken>(verdict.Token);
        Assert.Equal(("acme", "anna"), (token.Site, token.User));
        Assert.Equal([Issue], token.Subjects);
        Assert.Equal(["flags"], token.Permissions);
        Assert.Equal(_time.GetUtcNow().AddMinutes(5), token.ExpiresAt);
    }

    [Fact]
    public async Task A_token_expires_to_the_second()
    {
        var (signer, verifier) = Make();
        var token = signer.Sign("acme", "anna", [Issue], ["flags"], TimeSpan.FromMinutes(5));
        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.NotNull((await verifier.VerifyAsync(token)).Token);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("token_expired", (await verifier.VerifyAsync(token)).Code);
    }

    [Theory]
    [InlineData("acme", null)]
    [InlineData("other", "token_wrong_site")]
    public async Task A_trusted_key_signs_for_its_own_sites_only(string site, string? code)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Trust(key, "acme");
        var (_, verifier) = Make();

        Assert.Equal(code, (await verifier.VerifyAsync(Sign(key, site))).Code);
    }

    [Fact]
    public async Task A_token_from_the_future_is_told_apart_from_a_forged_one()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Trust(key, "acme");
        var (_, verifier) = Make();
        var now = _time.GetUtcNow().UtcDateTime;

        Assert.Null((await verifier.VerifyAsync(Sign(key, "acme", notBefore: now.AddSeconds(5)))).Code);
        Assert.Equal("token_not_yet_valid", (await verifier.VerifyAsync(Sign(key, "acme", notBefore: now.AddSeconds(6)))).Code);
    }

    [Fact]
    public async Task A_token_without_an_end_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Trust(key, "acme");
        var (_, verifier) = Make();

        Assert.Equal("token_expired", (await verifier.VerifyAsync(Sign(key, "acme", expires: false))).Code);
    }

    [Fact]
    public void A_key_that_names_no_site_or_is_of_another_curve_or_no_key_at_all_stops_the_start()
    {
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Trust(p256);
        Assert.Contains("names no site", Assert.Throws<InvalidOperationException>(() => Make()).Message, StringComparison.Ordinal);
        _options.TrustedKeys.Clear();
        Trust(p384, "acme");
        Assert.Contains("not an ES256 key", Assert.Throws<InvalidOperationException>(() => Make()).Message, StringComparison.Ordinal);
        _options.TrustedKeys.Clear();
        File.WriteAllText(Path.Combine(_directory, "own.pem"), "nonsense");
        Assert.Contains("can't be read", Assert.Throws<InvalidOperationException>(() => Make()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_own_key_stays_and_is_for_its_owner_only()
    {
        Make();
        var first = File.ReadAllText(Path.Combine(_directory, "own.pem"));
        Make();

        Assert.Equal(first, File.ReadAllText(Path.Combine(_directory, "own.pem")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_directory, "own.pem")));
    }

    private (TokenSigner Signer, TokenVerifier Verifier) Make()
    {
        var options = Options.Create(_options);
        var keys = new TokenKeys(options, new HostingEnvironment { ContentRootPath = _directory });
        return (new TokenSigner(options, keys, _time), new TokenVerifier(options, keys, _time));
    }

    private void Trust(ECDsa key, params string[] sites)
    {
        var trusted = new TrustedKeyOptions { File = $"{Guid.NewGuid()}.pem" };
        File.WriteAllText(Path.Combine(_directory, trusted.File), key.ExportSubjectPublicKeyInfoPem());
        foreach (var site in sites)
            trusted.Sites.Add(site);
        _options.TrustedKeys.Add(trusted);
    }

    private string Sign(ECDsa key, string site, DateTime? notBefore = null, bool expires = true)
    {
        var signing = new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "notifications",
            Audience = "notifications",
            NotBefore = notBefore,
            Expires = expires ? _time.GetUtcNow().UtcDateTime.AddMinutes(5) : null,
            Claims = new Dictionary<string, object> { ["sub"] = "anna", ["site"] = site, ["subjects"] = new[] { Issue.ToString() } },
            SigningCredentials = new SigningCredentials(signing, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
