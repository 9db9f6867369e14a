using System.Security.Cryptography;
using System.Text;
using Notifications.Users.Identities;

namespace Notifications.Users.Erasing;

/// <summary>What is kept of the name of an erased person.</summary>
internal static class NameHash
{
    public static string Of(string site, Identifier name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"erased\n{site}\n{name.Kind}\n{name.Value}")));
}
