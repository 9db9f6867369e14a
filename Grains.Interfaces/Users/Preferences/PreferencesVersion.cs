using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Notifications.Users.Preferences;

/// <summary>
/// Names preferences by what they say, so that whoever replaces them can tell whether they are still as they were read. A number would have
/// to be stored, and a call that is repeated after it was done would find another one.
/// </summary>
public static class PreferencesVersion
{
    /// <summary>The most characters of a version.</summary>
    public const int MaxLength = 22;

    private const int Bytes = 16;

    /// <summary>The version of preferences; the same for all that say the same in the same order.</summary>
    public static string Of(UserPreferences preferences) =>
        Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(preferences)).AsSpan(0, Bytes));
}
