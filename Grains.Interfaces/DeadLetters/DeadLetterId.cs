using System.Security.Cryptography;
using System.Text;

namespace Notifications.DeadLetters;

/// <summary>Makes the ids of dead letters.</summary>
public static class DeadLetterId
{
    /// <summary>An id that is the same for what fails in the same way again.</summary>
    /// <param name="kind">Where on the way it ended.</param>
    /// <param name="parts">What tells it from others of the kind within the site.</param>
    public static string Of(DeadLetterKind kind, params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{string.Join('\n', parts)}")).AsSpan(0, 16));
}
