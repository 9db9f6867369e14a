namespace Notifications.Live;

/// <summary>Language tags by BCP 47, such as <c>de</c> or <c>pt-BR</c>; upper and lower case are the same.</summary>
public static class LocaleTag
{
    private const int MaxLength = 35;

    /// <summary>Whether a text has the form of a language tag.</summary>
    public static bool IsValid(string text)
    {
        if (text.Length > MaxLength)
            return false;
        var first = true;
        foreach (var range in text.AsSpan().Split('-'))
        {
            var part = text.AsSpan()[range];
            if (part.Length < (first ? 2 : 1) || part.Length > (first ? 3 : 8))
                return false;
            foreach (var c in part)
            {
                if (first ? !char.IsAsciiLetter(c) : !char.IsAsciiLetterOrDigit(c))
                    return false;
            }

            first = false;
        }

        return true;
    }

    /// <summary>
    /// The one of several that suits best: the tag itself, then what is left of it without its last part, and so on; then the
    /// first of the same language. -1 where none suits.
    /// </summary>
    public static int Best(string wanted, IReadOnlyList<string> available)
    {
        for (var length = wanted.Length; length > 0; length = wanted.LastIndexOf('-', length - 1))
        {
            var index = Find(available, wanted.AsSpan(0, length));
            if (index >= 0)
                return index;
        }

        var language = Language(wanted);
        for (var i = 0; i < available.Count; i++)
        {
            if (Language(available[i]).Equals(language, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    private static int Find(IReadOnlyList<string> available, ReadOnlySpan<char> tag)
    {
        for (var i = 0; i < available.Count; i++)
        {
            if (tag.Equals(available[i], StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    private static ReadOnlySpan<char> Language(string tag)
    {
        var end = tag.IndexOf('-', StringComparison.Ordinal);
        return end < 0 ? tag : tag.AsSpan(0, end);
    }
}
