using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Notifications.Storage;

/// <summary>
/// Texts that quote somebody, as every database can hold them: PostgreSQL refuses U+0000, and half a surrogate pair is no UTF-8.
/// </summary>
internal static class StoredText
{
    /// <summary>The text with U+FFFD for what can't be held.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.Contains('\0', StringComparison.Ordinal))
            return text;
        var clean = new StringBuilder(text.Length);
        // Half a surrogate pair is enumerated as U+FFFD.
        foreach (var rune in text.EnumerateRunes())
            clean.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        return clean.ToString();
    }
}
