using Notifications.Rules.Notifying;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Loading;

/// <summary>All texts of one notice, as they are written.</summary>
internal sealed record NoticeTexts(LocalisedText Title, LocalisedText? Description, IReadOnlyList<LocalisedText> ActionTexts)
{
    /// <summary>Reads which locale is the default, and puts the texts into a notice, for that one and for the others.</summary>
    public Notice Localise(FileReading file, MapReading map, Notice notice)
    {
        var locales = new[] { Title, Description }.Concat(ActionTexts).Concat([notice.Digest?.Title, notice.Digest?.Description])
            .SelectMany(text => text?.Locales ?? []).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (locales.Count > LocalisedTextReader.MaxLocales)
            file.Report(map.Map, $"A rule has texts for at most {LocalisedTextReader.MaxLocales} locales.");

        var written = map.Text("defaultLocale");
        var known = written is null ? locales.FirstOrDefault() : locales.Find(locale => locale.Equals(written.Value, StringComparison.OrdinalIgnoreCase));
        if (written is not null && known is null)
            file.Report(written, $"'defaultLocale' is '{written.Value}', for which no text is written. {DidYouMean.Of(written.Value, locales)}");

        return notice with
        {
            Locale = known,
            Title = Title.For(known, null),
            Description = Description?.For(known, null),
            Actions = [.. notice.Actions.Zip(ActionTexts, (action, text) => action with { Text = text.For(known, null) })],
            Translations = [.. locales.Where(locale => locale != known).Select(locale => For(locale, known))],
        };
    }

    private NoticeText For(string locale, string? otherwise) => new(
        locale, Title.For(locale, otherwise), Description?.For(locale, otherwise), [.. ActionTexts.Select(text => text.For(locale, otherwise))]);

    /// <summary>Stands in a notice until it is localised.</summary>
    public static TextTemplate Later => TextTemplate.Empty;
}
