using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Notifications.Webhooks.Signatures;

namespace Notifications.Tests.Unit.Webhooks.Signatures;

public class StandardWebhooksTests
{
    private const string Body = """{"test": 2432232314}""";
    private const string Key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    // The vector of the Standard Webhooks specification's own tests.
    [Fact]
    public void The_published_vector_passes() =>
        Assert.Equal(SignatureOutcome.Valid, Verify(
            "whsec_" + Key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", now: 1614265330));

    [Fact]
    public void A_secret_may_be_raw_text() =>
        Assert.Equal(SignatureOutcome.Valid, Verify("plain text secret", "m1", "1000", Sign(Encoding.UTF8.GetBytes("plain text secret"), "m1", 1000), now: 1000));

    [Theory]
    [InlineData(1000, nameof(SignatureOutcome.Valid))]
    [InlineData(1300, nameof(SignatureOutcome.Valid))]
    [InlineData(700, nameof(SignatureOutcome.Valid))]
    [InlineData(1301, nameof(SignatureOutcome.Expired))]
    [InlineData(699, nameof(SignatureOutcome.Expired))]
    public void It_holds_for_five_minutes_either_way(long now, string outcome) =>
        Assert.Equal(outcome, Verify("whsec_" + Key, "m1", "1000", Sign(Convert.FromBase64String(Key), "m1", 1000), now).ToString());

    [Fact]
    public void One_of_several_signatures_will_do() =>
        Assert.Equal(SignatureOutcome.Valid, Verify(
            "whsec_" + Key, "m1", "1000",
            $"v1a,AAAA v2,x {Sign([1], "m1", 1000)} {Sign(Convert.FromBase64String(Key), "m1", 1000)}", now: 1000));

    [Theory]
    [InlineData("m2", "1000", nameof(SignatureOutcome.Wrong))]
    [InlineData("m1", "1001", nameof(SignatureOutcome.Wrong))]
    [InlineData("m1", "soon", nameof(SignatureOutcome.Malformed))]
    [InlineData("m1", "-1000", nameof(SignatureOutcome.Malformed))]
    [InlineData("m1", "99999999999999999999", nameof(SignatureOutcome.Malformed))]
    [InlineData("m1", "9223372036854775807", nameof(SignatureOutcome.Expired))]
    [InlineData("", "1000", nameof(SignatureOutcome.Missing))]
    [InlineData("m1", "", nameof(SignatureOutcome.Missing))]
    public void Id_and_time_are_signed_too(string id, string timestamp, string outcome) =>
        Assert.Equal(outcome, Verify("whsec_" + Key, id, timestamp, Sign(Convert.FromBase64String(Key), "m1", 1000), now: 1000).ToString());

    [Theory]
    [InlineData("v1,")]
    [InlineData("v1,AAAA")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,%%%")]
    [InlineData("nonsense")]
    public void What_is_no_signature_is_malformed(string signature) =>
        Assert.Equal(SignatureOutcome.Malformed, Verify("whsec_" + Key, "m1", "1000", signature, now: 1000));

    [Fact]
    public void Without_headers_it_is_missing() =>
        Assert.Equal(
            SignatureOutcome.Missing,
            new SignatureVerifier(new FakeTimeProvider()).Verify(Given.Shop with { Secrets = ["a secret"] }, Given.Headers(), []).Outcome);

    [Theory]
    [InlineData("whsec_" + Key, true)]
    [InlineData("whsec_", false)]
    [InlineData("whsec_not base64", false)]
    [InlineData("anything else", true)]
    public void A_secret_that_cannot_be_used_is_known(string secret, bool isKey) => Assert.Equal(isKey, StandardWebhooks.IsKey(secret));

    private static string Sign(byte[] key, string id, long seconds) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(
            key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.{Body}"))));

    private static SignatureOutcome Verify(string secret, string id, string timestamp, string signature, long now) =>
        new SignatureVerifier(new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(now))).Verify(
            Given.Shop with { Secrets = ["another secret", secret] },
            Given.Headers(
                (StandardWebhooks.IdHeader, id), (StandardWebhooks.TimestampHeader, timestamp), (StandardWebhooks.SignatureHeader, signature)),
            Encoding.UTF8.GetBytes(Body)).Outcome;
}
