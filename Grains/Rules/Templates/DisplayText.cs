using System.Text;

namespace Notifications.Rules.Templates;

/// <summary>Makes text fit for display: bounded, one line, and without characters that could disguise the rest.</summary>
internal static class DisplayText
{
    /// <summary>UTF-16 units of a title.</summary>
    public const int Title = 200;

    /// <summary>UTF-16 units of a description.</summary>
    public const int Description = 2_000;

    /// <summary>UTF-16 units of a button's text.</summary>
    public const int Button = 60;

    private const char Ellipsis = '…';

    public static string Of(string text, int length)
    {
        var clean = new StringBuilder(Math.Min(text.Length, length + 2));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length > length)
                break;

            // A half surrogate pair, which JSON can't carry, is enumerated as U+FFFD.
            if (rune.Value is '\t' or '\n')
                clean.Append(' ');
            else if (!Rune.IsControl(rune) && !IsDirectionOverride(rune.Value) && rune != Rune.ReplacementChar)
                clean.Append(rune.ToString());
        }

        if (clean.Length <= length)
            return clean.ToString().Trim();
        var cut = length - 1;
        if (char.IsHighSurrogate(clean[cut - 1]))
            cut--;
        return clean.ToString(0, cut).Trim() + Ellipsis;
    }

    private static bool IsDirectionOverride(int c) => c is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
