using System.Text.Json;
using System.Text.RegularExpressions;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Loading;

/// <summary>Turns YAML into JSON with templates in its strings.</summary>
internal static partial class JsonTemplateReader
{
    public static JsonTemplate Read(FileReading file, YamlNode node) => node switch
    {
        YamlList list => new JsonTemplate.OfList([.. list.Items.Select(item => Read(file, item))]),
        YamlMap map => new JsonTemplate.OfMap([.. map.Entries.Select(entry => (entry.Key.Value, Read(file, entry.Value)))]),
        _ => ReadScalar(file, (YamlScalar)node),
    };

    private static JsonTemplate ReadScalar(FileReading file, YamlScalar scalar)
    {
        if (scalar.IsNull)
            return Constant("null");
        if (scalar.IsPlain && (scalar.Value is "true" or "false" || Number.IsMatch(scalar.Value)))
            return Constant(scalar.Value);
        return file.CompileText(scalar) is { } text ? new JsonTemplate.OfText(text) : Constant("null");
    }

    private static JsonTemplate.OfConstant Constant(string json) => new(JsonElement.Parse(json));

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Number { get; }
}
