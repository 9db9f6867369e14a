using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notifications.Rules.Loading;
using Notifications.Tests.Product;
using Notifications.Tests.Unit.Rules.Loading;

namespace Notifications.Tests.Unit.Rules.Schema;

/// <summary>The published schema and the reader say the same.</summary>
public sealed partial class SchemaOfRules
{
    private const string Stranger = "qqqqqqqqqqqqqqqqqqqqqqqq";

    private static readonly JsonObject Text = JsonNode.Parse(Repository.Read("rules", "rules.schema.json"))!.AsObject();

    private static readonly JsonSchema Schema = new(Text);

    /// <summary>
    /// Each object of the schema by its place, and a file that has a key there which nobody knows; more than one where what the
    /// reader knows depends on what else is there.
    /// </summary>
    public static TheoryData<string, string[]> Objects => new()
    {
        { "", [$"{{ modules: {{ trigger: [] }}, {Stranger}: 1 }}"] },
        { "/$defs/modules", [$"modules: {{ trigger: [], {Stranger}: 1 }}"] },
        { "/$defs/trigger", [Trigger($"{Stranger}: 1")] },
        { "/$defs/filter", [Trigger($"filter: {{ {Stranger}: 1 }}")] },
        { "/$defs/change/oneOf/1", [Trigger($"filter: {{ changed: {{ field: status, {Stranger}: 1 }} }}")] },
        { "/$defs/notify", [Trigger($"notify: {{ to: [viewers], title: x, {Stranger}: 1 }}")] },
        { "/$defs/recipient/oneOf/1", [Trigger($"notify: {{ to: [{{ users: [a], {Stranger}: 1 }}], title: x }}"), Trigger($"notify: {{ to: [{{ expression: event.a, {Stranger}: 1 }}], title: x }}")] },
        { "/$defs/action", [Trigger($"notify: {{ to: [viewers], title: x, actions: [{{ text: x, refresh: true, {Stranger}: 1 }}] }}")] },
        { "/$defs/call", [Trigger($"notify: {{ to: [viewers], title: x, actions: [{{ text: x, call: {{ url: /x, {Stranger}: 1 }} }}] }}")] },
        { "/$defs/pageEvent", [Trigger($"notify: {{ to: [viewers], title: x, actions: [{{ text: x, event: {{ name: x, {Stranger}: 1 }} }}] }}")] },
        { "/$defs/throttle", [Trigger($"notify: {{ to: [viewers], title: x, throttle: {{ limit: 1, period: 1h, {Stranger}: 1 }} }}")] },
        { "/$defs/digest", [Trigger($"notify: {{ to: [viewers], title: x, digest: {{ window: 1h, title: x, {Stranger}: 1 }} }}")] },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void KnowsTheKeysThatTheReaderKnows(string place, string[] files)
    {
        // The reader names all keys that it knows where it finds one that resembles none of them.
        var known = files.SelectMany(file => KnownKeys.Match(Assert.Single(RuleFile.Parse("f.yaml", file).Errors).Message).Groups["keys"].Value.Split(", "));

        var properties = Assert.IsType<JsonObject>(At(place)["properties"]);
        Assert.Equal(
            known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            properties.Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.False(Schema.Takes(YamlAsJson.Read(file))));
    }

    [Fact]
    public void EveryObjectIsHeldAgainstTheReader() =>
        Assert.Equal(
            Places(Text, "").Order(StringComparer.Ordinal),
            Objects.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryKeyIsDescribed() => Assert.All(Places(Text, ""), place => Assert.All(
        At(place)["properties"]!.AsObject(),
        property => Assert.False(string.IsNullOrEmpty(DescriptionOf(property.Value!)), $"{place} {property.Key}")));

    [Fact]
    public void TheTableOfKeysHasThemInTheOrderOfTheSchema()
    {
        var table = Repository.Read("docs", "rules.md").Split("## The keys")[1].Split("\n\n").Single(part => part.StartsWith("| key |", StringComparison.Ordinal));

        Assert.Equal(
            At("/$defs/trigger/properties").SelectMany(property => property.Key is "filter" or "notify"
                ? At($"/$defs/{property.Key}/properties").Select(inner => $"{property.Key}.{inner.Key}")
                : [property.Key]),
            table.Split('\n').SelectMany(row => Code.Matches(row.Split('|')[1]).Select(code => code.Groups["text"].Value)));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void TakesWhatTheReaderTakes(string name, string text)
    {
        Assert.Empty(RuleFile.Parse(name, text).Errors);
        Assert.True(Schema.Takes(YamlAsJson.Read(text)), name);
    }

    public static TheoryData<string, string> Examples => new(
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .SelectMany(file => YamlBlock.Matches(File.ReadAllText(file))
                .Select(block => (Path.GetFileName(file), block.Groups["text"].Value)))
            .Where(example => example.Value.StartsWith("modules:", StringComparison.Ordinal)),
        ("demo.yaml", Repository.Read("rules", "demo.yaml")),
        ("manifest.yml", Repository.Read("tests", "Unit", "Rules", "Schema", "manifest.yml")),
    ]);

    [Theory]
    [MemberData(nameof(ErrorsOfTheReader))]
    public void RefusesWhatTheReaderRefusesWhereASchemaCanTell(string line, string error)
    {
        var text = $"modules:\n  trigger:\n  - {(line.StartsWith("key", StringComparison.Ordinal) ? "events: [x]" : "key: a")}\n    {line}\n"
            + (line.StartsWith("key", StringComparison.Ordinal) ? "" : "    events: [x]\n");

        Assert.Equal(!OnlyTheReaderCanTell.Any(part => error.Contains(part, StringComparison.Ordinal)), !Schema.Takes(YamlAsJson.Read(text)));
    }

    /// <summary>The cases of the reader's own test of its errors.</summary>
    public static TheoryData<string, string> ErrorsOfTheReader => new(
        typeof(FilesOfRules).GetMethod(nameof(FilesOfRules.ErrorsNameThePlaceAndTheCause))!
            .GetCustomAttributes<InlineDataAttribute>()
            .Select(attribute => ((string)attribute.Data[0]!, (string)attribute.Data[1]!)));

    // What stands in an expression, how long a time is, and that a word repeats another key's.
    private static readonly string[] OnlyTheReaderCanTell =
        ["There is no method 'startsWith'", "Unexpected end of input", "'appearance' can't be 'info'", "must be between 1s and 30d", "There is no 'more' here"];

    private static string Trigger(string line) => $"modules:\n  trigger:\n  - key: a\n    events: [x]\n    {line}\n";

    private static IEnumerable<string> Places(JsonNode? node, string place) => node switch
    {
        JsonObject map => (map["properties"] is JsonObject && map["type"] is not null ? [place] : Enumerable.Empty<string>())
            .Concat(map.SelectMany(entry => Places(entry.Value, $"{place}/{entry.Key}"))),
        JsonArray list => list.SelectMany((item, index) => Places(item, $"{place}/{index}")),
        _ => [],
    };

    private static JsonObject At(string place) => place.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate((JsonNode)Text, (node, step) => node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!)
        .AsObject();

    private static string? DescriptionOf(JsonNode schema) =>
        schema["description"]?.GetValue<string>()
        ?? (schema["$ref"]?.GetValue<string>() is { } reference ? At(reference[1..])["description"]?.GetValue<string>() : null);

    [GeneratedRegex(@"Known are: (?<keys>.*)\.$", RegexOptions.None, 1_000)]
    private static partial Regex KnownKeys { get; }

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.None, 1_000)]
    private static partial Regex Code { get; }

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, 1_000)]
    private static partial Regex YamlBlock { get; }
}
