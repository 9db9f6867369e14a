using Notifications.Live;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Notifying;

/// <summary>A text for each of several locales, in the order in which they are written; or one text for all.</summary>
internal sealed class LocalisedText
{
    private readonly IReadOnlyList<TextTemplate> _texts;

    public LocalisedText(TextTemplate text) => (Locales, _texts) = ([], [text]);

    /// <param name="locales">The locales, at least one.</param>
    /// <param name="texts">Their texts, in the same order.</param>
    public LocalisedText(IReadOnlyList<string> locales, IReadOnlyList<TextTemplate> texts) => (Locales, _texts) = (locales, texts);

    /// <summary>The locales that it is written for; none where it is one text for all.</summary>
    public IReadOnlyList<string> Locales { get; }

    /// <summary>The text for a locale, else for another one, else the first.</summary>
    public TextTemplate For(string? locale, string? otherwise)
    {
        foreach (var wanted in (string?[])[locale, otherwise])
        {
            if (wanted is not null && LocaleTag.Best(wanted, Locales) is >= 0 and var index)
                return _texts[index];
        }

        return _texts[0];
    }
}

/// <summary>The texts of a notice for one locale.</summary>
/// <param name="Locale">The locale.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">More text.</param>
/// <param name="ActionTexts">The texts of its buttons.</param>
internal sealed record NoticeText(
    string Locale, TextTemplate Title, TextTemplate? Description, IReadOnlyList<TextTemplate> ActionTexts);
