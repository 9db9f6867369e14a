using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Notifications.Webhooks;

/// <summary>What makes a repeated delivery a duplicate.</summary>
internal static class EventId
{
    /// <summary>Jira Cloud's name of a delivery, the same on each retry.</summary>
    public const string Header = "X-Atlassian-Webhook-Identifier";

    private const int MaxLength = 200;

    /// <summary>The delivery's own name; where it has none, a hash of the body, since Data Center gives none.</summary>
    public static string OfDelivery(Hook hook) =>
        hook.Headers[Header] is { Count: > 0 } values && !string.IsNullOrWhiteSpace(values[0])
            ? Bounded(values[0]!.Trim())
            : Hash(hook.Body.Span);

    /// <summary>An id as somebody else made it: itself where it is short and plain, else its hash.</summary>
    public static string Bounded(string id) =>
        id.Length <= MaxLength && id.All(c => c is > ' ' and < '\u007f') ? id : Hash(Encoding.UTF8.GetBytes(id));

    /// <summary>22 characters that stand for any bytes.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Base64Url.EncodeToString(hash[..16]);
    }
}
