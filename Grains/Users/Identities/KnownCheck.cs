using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Notifications.Events;

namespace Notifications.Users.Identities;

/// <summary>Finds out, without allocating, whether the directory has all names of an event's person as one person's.</summary>
internal static class KnownCheck
{
    private static readonly (string Member, IdentifierKind Kind)[] Members =
    [
        ("accountId", IdentifierKind.AccountId), ("name", IdentifierKind.Name), ("username", IdentifierKind.Name),
        ("key", IdentifierKind.Key), ("userKey", IdentifierKind.UserKey),
        ("emailAddress", IdentifierKind.Email), ("email", IdentifierKind.Email),
    ];

    public static bool IsKnown(this IdentityDirectory directory, string site, JsonElement person, bool withEmail)
    {
        string? user = null;
        foreach (var (member, kind) in Members)
        {
            if (kind == IdentifierKind.Email && !withEmail)
                continue;
            if (person.At(member) is not { ValueKind: JsonValueKind.String } text)
                continue;
            if (Find(directory, site, kind, text) is not { } owner || (user is not null && user != owner))
                return false;
            user = owner;
        }

        return true;
    }

    private static string? Find(IdentityDirectory directory, string site, IdentifierKind kind, JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        // Escapes are rare and a name that is too long is none; neither is worth more than being looked at closely.
        if (raw.Length > Identifier.MaxLength || raw.Contains((byte)'\\'))
            return Person.Read(text) is { } named ? directory.Find(site, kind, named.Id) : null;
        Span<char> value = stackalloc char[Identifier.MaxLength];
        value = value[..Encoding.UTF8.GetChars(raw, value)];
        if (kind == IdentifierKind.Email)
            LowerCase(value);
        return directory.Find(site, kind, value);
    }

    private static void LowerCase(Span<char> text)
    {
        foreach (ref var c in text)
            c = char.ToLowerInvariant(c);
    }
}
