using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Notifications.Webhooks.Signatures;

/// <summary>
/// The Standard Webhooks way: <c>webhook-signature</c> holds <c>v1,</c> and the base64 of an HMAC over id, timestamp
/// and body, several of them separated by spaces while a secret is being replaced.
/// </summary>
internal static class StandardWebhooks
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How far the sender's clock may be from ours; a captured hook is of no use for longer.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string KeyPrefix = "whsec_";
    private const string Version = "v1,";
    private const int MaxSignatures = 10;

    /// <summary>Whether a secret can be used: raw text, or <c>whsec_</c> and base64.</summary>
    public static bool IsKey(string secret) => KeyOf(secret) is not null;

    public static SignatureVerdict Verify(
        IReadOnlyList<string> secrets, IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var (id, timestamp, signatures) = (One(headers, IdHeader), One(headers, TimestampHeader), One(headers, SignatureHeader));
        if (id is null || timestamp is null || signatures is null)
            return new(SignatureOutcome.Missing, $"A signed hook has the headers {IdHeader}, {TimestampHeader} and {SignatureHeader}, once each.");
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return new(SignatureOutcome.Malformed, $"The header {TimestampHeader} is not a number of seconds.");
        var given = Read(signatures);
        if (given.Count == 0)
            return new(SignatureOutcome.Malformed, $"The header {SignatureHeader} holds no 'v1,' and base64 of {HMACSHA256.HashSizeInBytes} bytes.");

        var age = (decimal)now.ToUnixTimeSeconds() - seconds;
        if (Math.Abs(age) > (decimal)Tolerance.TotalSeconds)
            return new(SignatureOutcome.Expired, $"The header {TimestampHeader} is more than {Tolerance.TotalMinutes} minutes from this server's clock.");

        var valid = false;
        foreach (var secret in secrets)
        {
            var expected = Sign(KeyOf(secret) ?? [], id, timestamp, body);
            foreach (var signature in given)
                valid |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }

        return valid
            ? SignatureVerdict.Valid
            : new(SignatureOutcome.Wrong, $"The header {SignatureHeader} was not made of this hook by a secret of this source.");
    }

    private static byte[] Sign(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    private static List<byte[]> Read(string signatures)
    {
        var found = new List<byte[]>();
        foreach (var range in signatures.AsSpan().Split(' '))
        {
            var signature = signatures.AsSpan()[range];
            if (found.Count == MaxSignatures || !signature.StartsWith(Version, StringComparison.Ordinal))
                continue;
            var bytes = new byte[HMACSHA256.HashSizeInBytes];
            if (Convert.TryFromBase64Chars(signature[Version.Length..], bytes, out var written) && written == bytes.Length)
                found.Add(bytes);
        }

        return found;
    }

    private static byte[]? KeyOf(string secret)
    {
        if (!secret.StartsWith(KeyPrefix, StringComparison.Ordinal))
            return Encoding.UTF8.GetBytes(secret);
        var key = new byte[secret.Length];
        return Convert.TryFromBase64Chars(secret.AsSpan(KeyPrefix.Length), key, out var written) && written > 0 ? key[..written] : null;
    }

    private static string? One(IHeaderDictionary headers, string name) =>
        headers[name] is { Count: 1 } values && !string.IsNullOrWhiteSpace(values[0]) ? values[0] : null;
}
