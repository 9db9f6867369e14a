using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Notifications.Sources;
using Notifications.Webhooks.Signatures;

namespace Notifications.Tests.Unit.Webhooks.Signatures;

public class HubSignatureTests
{
    private const string Secret = "a secret of ours";
    private static readonly byte[] Body = "{\"x\":1}"u8.ToArray();

    // Atlassian publishes this one.
    [Fact]
    public void The_published_vector_passes() =>
        Assert.True(Verify(
            Given.Jira with { Secrets = ["It's a Secret to Everybody"] },
            "Hello World!"u8.ToArray(),
            "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9").IsValid);

    [Fact]
    public void Either_of_two_secrets_will_do()
    {
        var source = Given.Wiki with { Secrets = ["the one on its way out", Secret] };
        Assert.True(Verify(source, Body, Sign(Secret)).IsValid);
        Assert.True(Verify(source, Body, Sign("the one on its way out")).IsValid);
        Assert.Equal(SignatureOutcome.Wrong, Verify(source, Body, Sign("a third")).Outcome);
    }

    [Fact]
    public void Hex_may_be_in_capitals() => Assert.True(Verify(One, Body, "SHA256=" + Sign(Secret)[7..].ToUpperInvariant()).IsValid);

    [Fact]
    public void A_source_of_CloudEvents_may_sign_like_this_too() =>
        Assert.True(Verify(One with { Kind = SourceKind.CloudEvents }, Body, Sign(Secret)).IsValid);

    [Fact]
    public void One_changed_byte_is_wrong()
    {
        var signature = Sign(Secret);
        for (var i = 0; i < Body.Length; i++)
        {
            var changed = (byte[])Body.Clone();
            changed[i] ^= 1;
            Assert.Equal(SignatureOutcome.Wrong, Verify(One, changed, signature).Outcome);
        }
    }

    [Theory]
    [InlineData(null, nameof(SignatureOutcome.Missing))]
    [InlineData("", nameof(SignatureOutcome.Missing))]
    [InlineData("  ", nameof(SignatureOutcome.Missing))]
    [InlineData("sha256=", nameof(SignatureOutcome.Malformed))]
    [InlineData("sha256=12ab", nameof(SignatureOutcome.Malformed))]
    [InlineData("sha1=a4771c39fbe90f317c7824e83ddef3caae9cb3d9", nameof(SignatureOutcome.Malformed))]
    [InlineData("a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9", nameof(SignatureOutcome.Malformed))]
    [InlineData("sha256=z4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9", nameof(SignatureOutcome.Malformed))]
    [InlineData("sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9aa", nameof(SignatureOutcome.Malformed))]
    [InlineData("sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9", nameof(SignatureOutcome.Wrong))]
    public void What_is_not_a_signature_says_why(string? header, string outcome)
    {
        var verdict = Verify(One, Body, header);
        Assert.Equal(outcome, verdict.Outcome.ToString());
        Assert.NotEmpty(verdict.Reason);
        Assert.DoesNotContain(Secret, verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_signatures_are_malformed()
    {
        var headers = Given.Headers((HubSignature.Header, Sign("x")), (HubSignature.Header, Sign(Secret)));
        Assert.Equal(SignatureOutcome.Malformed, new SignatureVerifier(new FakeTimeProvider()).Verify(One, headers, Body).Outcome);
    }

    [Fact]
    public void Without_a_secret_nothing_is_believed() =>
        Assert.Equal(SignatureOutcome.NoSecret, Verify(Given.Jira, Body, Sign("")).Outcome);

    private static Source One => Given.Jira with { Secrets = [Secret] };

    private static string Sign(string secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Body));

    private static SignatureVerdict Verify(Source source, byte[] body, string? signature) =>
        new SignatureVerifier(new FakeTimeProvider())
            .Verify(source, signature is null ? Given.Headers() : Given.Headers((HubSignature.Header, signature)), body);
}
