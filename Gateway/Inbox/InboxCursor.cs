using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Notifications.Tokens;
using Notifications.Users.Inbox;

namespace Notifications.Inbox;

/// <summary>
/// Where the next page begins, as text: the sequence, and a hash of whose list it is and of what. It holds no secret and needs no signature: a
/// cursor that somebody makes shows nothing but another place of the same list.
/// </summary>
internal static class InboxCursor
{
    private const int SequenceBytes = sizeof(long);
    private const int HashBytes = 8;
    private const int Characters = 22;

    public static string Write(InboxOwner owner, InboxQuery query, long next)
    {
        Span<byte> bytes = stackalloc byte[SequenceBytes + HashBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, next);
        Hash(owner, query, bytes[SequenceBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The sequence before which the page is.</summary>
    /// <exception cref="RefusedException">It is not a cursor of this list.</exception>
    public static long Read(InboxOwner owner, InboxQuery query, string cursor)
    {
        Span<byte> bytes = stackalloc byte[SequenceBytes + HashBytes];
        Span<byte> hash = stackalloc byte[HashBytes];
        Hash(owner, query, hash);
        if (cursor.Length != Characters || !Base64Url.IsValid(cursor)
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out var written) || written != bytes.Length
            || !bytes[SequenceBytes..].SequenceEqual(hash)
            || BinaryPrimitives.ReadInt64BigEndian(bytes) is not (> 0 and var sequence))
        {
            throw new RefusedException(Refusals.CursorInvalid, "The cursor is not one of this list; begin without one.", "$.cursor");
        }

        return sequence;
    }

    private static void Hash(InboxOwner owner, InboxQuery query, Span<byte> hash)
    {
        // The user comes last: no other part can hold the character between them.
        var list = string.Join('\0', owner.Site, query.View, query.Source, query.Subject, query.Reason, query.Type, query.Rule, owner.User);
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(list), whole);
        whole[..hash.Length].CopyTo(hash);
    }
}
