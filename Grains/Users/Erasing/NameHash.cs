using System.Security.Cryptography;
using System.Text;
using Notifications.Users.Identities;

namespace Notifications.Users.Erasing;

/// <summary>What is kept of the name of an erased person.</summary>
internal static class NameHash
{
    private static readonly IdentifierKind[] Kinds = Enum.GetValues<IdentifierKind>();

    public static string Of(string site, Identifier name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"erased\n{site}\n{name.Kind}\n{name.Value}")));

    /// <summary>Those of a text that may be a name of any kind, as a user id first.</summary>
    public static IEnumerable<string> OfAnyKind(string site, string name) =>
        Kinds.Select(kind => Identifier.Of(kind, name)).OfType<Identifier>().Select(one => Of(site, one));
}
