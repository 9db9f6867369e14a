namespace Notifications.Live;

/// <summary>The languages in which a session's user reads, best first.</summary>
internal sealed class PreferredLocales
{
    /// <summary>The most that count.</summary>
    public const int Max = 5;

    public static readonly PreferredLocales None = new([]);

    private readonly IReadOnlyList<string> _tags;

    private PreferredLocales(IReadOnlyList<string> tags) => (_tags, Key) = (tags, string.Join(',', tags));

    /// <summary>The same for all that prefer the same.</summary>
    public string Key { get; }

    /// <summary>Takes what a browser says; what is no language tag is passed over.</summary>
    public static PreferredLocales Of(IReadOnlyList<string?>? tags) => tags is null or []
        ? None
        : new PreferredLocales([.. tags.OfType<string>().Where(LocaleTag.IsValid).Select(tag => tag.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Take(Max)]);

    /// <summary>The texts of a flag that suit best; <see langword="null"/> for the flag's own.</summary>
    public FlagText? Choose(Flag flag)
    {
        if (flag.Translations.Count == 0)
            return null;
        // A flag's own locale is the last, so that the index of the others stays theirs.
        string[] available = [.. flag.Translations.Select(text => text.Locale), .. flag.Locale is { } own ? [own] : (string[])[]];
        foreach (var tag in _tags)
        {
            if (LocaleTag.Best(tag, available) is >= 0 and var index)
                return index < flag.Translations.Count ? flag.Translations[index] : null;
        }

        return null;
    }
}
