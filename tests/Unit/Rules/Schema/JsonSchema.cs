using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notifications.Tests.Unit.Rules.Schema;

/// <summary>
/// Checks JSON by JSON Schema (draft 2020-12), as far as our schema uses it: a keyword that is not known here is an error
/// of the schema, never passed over.
/// </summary>
internal sealed class JsonSchema(JsonObject root)
{
    private static readonly string[] Annotations = ["$schema", "$defs", "$comment", "title", "description", "default", "examples", "then"];

    /// <summary>Whether the schema takes the value.</summary>
    public bool Takes(JsonNode? value) => Takes(root, value);

    private bool Takes(JsonNode? schema, JsonNode? value) => schema switch
    {
        JsonObject all => all.All(keyword => Annotations.Contains(keyword.Key) || Holds(all, keyword.Key, keyword.Value!, value)),
        JsonValue constant => constant.GetValue<bool>(),
        _ => throw new InvalidOperationException($"{schema} is no schema."),
    };

    private bool Holds(JsonObject schema, string keyword, JsonNode says, JsonNode? value) => keyword switch
    {
        "$ref" => Takes(root["$defs"]![says.GetValue<string>().Replace("#/$defs/", "", StringComparison.Ordinal)], value),
        "type" => (says as JsonArray ?? [says.DeepClone()]).Any(type => type!.GetValue<string>() switch
        {
            "integer" => TypeOf(value) == "number" && double.IsInteger(value!.GetValue<double>()),
            var name => name == TypeOf(value),
        }),
        "enum" => says.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
        "const" => JsonNode.DeepEquals(says, value),
        "pattern" => TypeOf(value) != "string" || Regex.IsMatch(value!.GetValue<string>(), says.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1)),
        "minLength" => TypeOf(value) != "string" || value!.GetValue<string>().Length >= says.GetValue<int>(),
        "maxLength" => TypeOf(value) != "string" || value!.GetValue<string>().Length <= says.GetValue<int>(),
        "minimum" => TypeOf(value) != "number" || value!.GetValue<double>() >= says.GetValue<double>(),
        "maximum" => TypeOf(value) != "number" || value!.GetValue<double>() <= says.GetValue<double>(),
        "minItems" => value is not JsonArray list || list.Count >= says.GetValue<int>(),
        "maxItems" => value is not JsonArray list || list.Count <= says.GetValue<int>(),
        "minProperties" => value is not JsonObject map || map.Count >= says.GetValue<int>(),
        "maxProperties" => value is not JsonObject map || map.Count <= says.GetValue<int>(),
        "items" => value is not JsonArray list || list.All(item => Takes(says, item)),
        "contains" => value is not JsonArray list || list.Any(item => Takes(says, item)),
        "required" => value is not JsonObject map || says.AsArray().All(name => map.ContainsKey(name!.GetValue<string>())),
        "properties" => value is not JsonObject map || map.All(entry => says[entry.Key] is not { } known || Takes(known, entry.Value)),
        "patternProperties" => value is not JsonObject map || says.AsObject().All(pattern =>
            map.All(entry => !Matches(entry.Key, pattern.Key) || Takes(pattern.Value, entry.Value))),
        "additionalProperties" => value is not JsonObject map || map.All(entry => IsNamed(schema, entry.Key) || Takes(says, entry.Value)),
        "propertyNames" => value is not JsonObject map || map.All(entry => Takes(says, JsonValue.Create(entry.Key))),
        "oneOf" => says.AsArray().Count(one => Takes(one, value)) == 1,
        "anyOf" => says.AsArray().Any(one => Takes(one, value)),
        "allOf" => says.AsArray().All(one => Takes(one, value)),
        "not" => !Takes(says, value),
        "if" => !Takes(says, value) || Takes(schema["then"], value),
        _ => throw new InvalidOperationException($"The keyword '{keyword}' is not known."),
    };

    private static bool IsNamed(JsonObject schema, string key) =>
        schema["properties"]?[key] is not null
        || (schema["patternProperties"] is JsonObject patterns && patterns.Any(pattern => Matches(key, pattern.Key)));

    private static bool Matches(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "boolean",
    };
}
