namespace Notifications.Live;

/// <summary>Which texts of each of several flags somebody reads.</summary>
internal sealed class FlagTexts
{
    private static readonly FlagTexts Own = new([]);

    private readonly FlagText?[] _texts;

    private FlagTexts(FlagText?[] texts) => _texts = texts;

    public static FlagTexts Choose(LiveFlags flags, PreferredLocales locales) => Choose(FlagsOf(flags), locales);

    public static FlagTexts Choose(IReadOnlyList<Flag> flags, PreferredLocales locales)
    {
        var texts = new FlagText?[flags.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = locales.Choose(flags[i]);
        return texts.All(text => text is null) ? Own : new FlagTexts(texts);
    }

    /// <summary>The texts of the flag at an index; <see langword="null"/> for the flag's own.</summary>
    public FlagText? Of(int index) => _texts.Length == 0 ? null : _texts[index];

    public bool IsSameAs(FlagTexts other) => _texts.AsSpan().SequenceEqual(other._texts);

    internal static IReadOnlyList<Flag> FlagsOf(LiveFlags flags) => [.. flags.Flags.Select(addressed => addressed.Flag)];
}

/// <summary>
/// The choices for the sessions of one message. Each preference is matched once, and preferences that come to the same share one
/// object; flags without translations match nothing.
/// </summary>
internal sealed class TextChoices(IReadOnlyList<Flag> flags)
{
    private readonly bool _isTranslated = flags.Any(flag => flag.Translations.Count > 0);
    private readonly FlagTexts _own = FlagTexts.Choose(flags, PreferredLocales.None);
    private readonly List<FlagTexts> _distinct = [];
    private Dictionary<string, FlagTexts>? _byPreference;

    public TextChoices(LiveFlags flags)
        : this(FlagTexts.FlagsOf(flags))
    {
    }

    public FlagTexts For(PreferredLocales locales)
    {
        if (!_isTranslated)
            return _own;
        _byPreference ??= new Dictionary<string, FlagTexts>(StringComparer.Ordinal);
        if (_byPreference.TryGetValue(locales.Key, out var known))
            return known;
        var chosen = FlagTexts.Choose(flags, locales);
        if (_distinct.Find(chosen.IsSameAs) is { } same)
            chosen = same;
        else
            _distinct.Add(chosen);
        return _byPreference[locales.Key] = chosen;
    }
}
