using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Notifications.Events;

namespace Notifications.Rules.Deciding;

/// <summary>Names a notification after event and rule, so that deciding twice makes nothing new.</summary>
internal static class NotificationId
{
    private const int Bytes = 16;

    public static string Of(Event @event, string rule)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, @event.Site);
        Append(hash, @event.Source);
        Append(hash, @event.Id);
        Append(hash, rule);
        return Base64Url.EncodeToString(hash.GetHashAndReset().AsSpan(0, Bytes));
    }

    // With its length before it: "ab" + "c" must not be "a" + "bc".
    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
