using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Notifications.Rules.Backend;

/// <summary>Signs as Standard Webhooks do: <c>v1,</c> and the base64 of an HMAC-SHA256 over id, timestamp and body.</summary>
internal static class WebhookSignature
{
    private const string KeyPrefix = "whsec_";
    private const int MinKey = 24;
    private const int MaxKey = 64;

    /// <summary>The key that a secret writes; <see langword="null"/> where it is none.</summary>
    public static byte[]? KeyOf(string secret)
    {
        if (!secret.StartsWith(KeyPrefix, StringComparison.Ordinal) || !Base64.IsValid(secret.AsSpan(KeyPrefix.Length)))
            return null;
        var key = Convert.FromBase64String(secret[KeyPrefix.Length..]);
        return key.Length is >= MinKey and <= MaxKey ? key : null;
    }

    public static string Of(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
