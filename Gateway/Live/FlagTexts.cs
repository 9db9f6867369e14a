namespace Notifications.Live;

/// <summary>Which texts of each flag of an event somebody reads.</summary>
internal sealed class FlagTexts
{
    private static readonly FlagTexts Own = new([]);

    private readonly FlagText?[] _texts;

    private FlagTexts(FlagText?[] texts) => _texts = texts;

    public static FlagTexts Choose(LiveFlags flags, PreferredLocales locales)
    {
        var texts = new FlagText?[flags.Flags.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = locales.Choose(flags.Flags[i].Flag);
        return texts.All(text => text is null) ? Own : new FlagTexts(texts);
    }

    /// <summary>The texts of the flag at an index; <see langword="null"/> for the flag's own.</summary>
    public FlagText? Of(int index) => _texts.Length == 0 ? null : _texts[index];

    public bool IsSameAs(FlagTexts other) => _texts.AsSpan().SequenceEqual(other._texts);
}

/// <summary>
/// The choices for the sessions of one event. Each preference is matched once, and preferences that come to the same share one
/// object; an event without translations matches nothing.
/// </summary>
internal sealed class TextChoices(LiveFlags flags)
{
    private readonly bool _isTranslated = flags.Flags.Any(addressed => addressed.Flag.Translations.Count > 0);
    private readonly FlagTexts _own = FlagTexts.Choose(flags, PreferredLocales.None);
    private readonly List<FlagTexts> _distinct = [];
    private Dictionary<string, FlagTexts>? _byPreference;

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
