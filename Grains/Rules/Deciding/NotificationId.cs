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

    /// <summary>The id of what a rule tells of an event.</summary>
    public static string Of(Event @event, string rule) => Of(@event.Site, @event.Source, @event.Id, rule);

    /// <summary>The id of what a rule tells of a subject under a dedupe key.</summary>
    public static string OfKey(Event @event, string rule, string key) =>
        Of(@event.Site, @event.Subject.ToString(), "key", rule, key);

    /// <summary>The id that follows from these.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
            Append(hash, part);
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
