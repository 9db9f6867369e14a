using System.Globalization;
using System.Text.Json.Nodes;
using Notifications.Rules.Loading;

namespace Notifications.Tests.Unit.Rules.Schema;

/// <summary>YAML as an editor hands it to a JSON Schema: what is plain and looks like a number, a Boolean or null is one.</summary>
internal static class YamlAsJson
{
    public static JsonNode? Read(string text) =>
        YamlReader.Read(text, (line, column, message) => throw new FormatException($"{line}:{column} {message}")) is { } root ? Convert(root) : null;

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Value, Convert(entry.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(Convert)]),
        YamlScalar { IsNull: true } => null,
        YamlScalar { IsPlain: true, Value: "true" or "false" } scalar => JsonValue.Create(scalar.Value == "true"),
        YamlScalar { IsPlain: true } scalar when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) =>
            JsonValue.Create(number),
        _ => JsonValue.Create(((YamlScalar)node).Value),
    };
}
