using Notifications.Live;
using Notifications.Rules.Notifying;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Loading;

/// <summary>Reads a text that may be written for several locales: <c>{ en: …, de: … }</c>.</summary>
internal static class LocalisedTextReader
{
    /// <summary>The most locales of one rule.</summary>
    public const int MaxLocales = 20;

    public static LocalisedText? Read(FileReading file, MapReading map, string key, bool required = false) =>
        Read(file, map, key, required, RuleVariables.Names);

    /// <summary>The same for templates that may read other variables.</summary>
    public static LocalisedText? Read(FileReading file, MapReading map, string key, bool required, IReadOnlyList<string> variables)
    {
        if (map.Any(key) is YamlMap texts)
            return ReadMap(file, texts, key, variables);
        return map.Text(key, required) is { } scalar && file.CompileText(scalar, variables) is { } text ? new LocalisedText(text) : null;
    }

    private static LocalisedText? ReadMap(FileReading file, YamlMap map, string key, IReadOnlyList<string> variables)
    {
        var (locales, texts) = (new List<string>(), new List<TextTemplate>());
        foreach (var (locale, node) in map.Entries)
        {
            if (!LocaleTag.IsValid(locale.Value))
                file.Report(locale, $"'{locale.Value}' is not a locale such as en or pt-BR.");
            else if (locales.Contains(locale.Value, StringComparer.OrdinalIgnoreCase))
                file.Report(locale, $"'{key}' has the locale '{locale.Value}' twice.");
            else if (node is not YamlScalar { IsNull: false } scalar || string.IsNullOrWhiteSpace(scalar.Value))
                file.Report(node, $"'{key}' must have text for '{locale.Value}'.");
            else if (file.CompileText(scalar, variables) is { } text)
                (locales, texts) = ([.. locales, locale.Value], [.. texts, text]);
        }

        if (map.Entries.Count == 0)
            file.Report(map, $"'{key}' is empty.");
        return locales.Count == 0 ? null : new LocalisedText(locales, texts);
    }
}
