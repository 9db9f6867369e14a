using System.Text.RegularExpressions;

namespace Notifications.Rules.Loading;

/// <summary>Reads a file of rules.</summary>
internal static partial class RuleFile
{
    /// <summary>Bytes that a file may have.</summary>
    public const int MaxLength = 1024 * 1024;

    // What else a Forge manifest holds: accepted, so that a manifest can be pasted, and without effect.
    private static readonly string[] ManifestParts =
        ["app", "environment", "permissions", "providers", "remotes", "resources", "translations"];

    /// <summary>Reads the rules of a file, or the errors for which it has none.</summary>
    public static RuleFileContent Parse(string file, string text) => Parse(new FileReading(file), text, ReadRoot);

    /// <summary>The same of a text that may also be one trigger alone, whose rule is of a site where it names none.</summary>
    public static RuleFileContent ParseOne(string file, string text, string site) =>
        Parse(new FileReading(file) { Site = site }, text, static (reading, root) =>
            root is YamlMap map && map.Entries.All(entry => entry.Key.Value != "modules")
                ? RuleReader.Read(reading, root) is { } rule ? [rule] : []
                : ReadRoot(reading, root));

    private static RuleFileContent Parse(FileReading reading, string text, Func<FileReading, YamlNode, List<Rule>> read)
    {
        var root = YamlReader.Read(text, reading.Report);
        var rules = root is null ? [] : read(reading, root);
        if (root is null && reading.Errors.Count == 0)
            reading.Report(1, 1, "The file is empty. It needs modules: with a trigger: list.");
        return reading.Errors.Count == 0
            ? new RuleFileContent(rules, [])
            : new RuleFileContent([], [.. reading.Errors.OrderBy(error => error.Line).ThenBy(error => error.Column)]);
    }

    private static List<Rule> ReadRoot(FileReading file, YamlNode node)
    {
        var rules = new List<Rule>();
        if (MapReading.Begin(file, node, "A file of rules") is not { } root)
            return rules;

        if (root.Required("modules") is { } found && MapReading.Begin(file, found, "'modules'") is { } modules)
        {
            if (modules.Required("trigger") is { } triggers)
                ReadTriggers(file, triggers, rules);
            modules.Ignore("function", "endpoint", "scheduledTrigger", "webtrigger", "consumer");
            // Modules of a product are named such as jira:issuePanel.
            foreach (var (key, _) in modules.Map.Entries.Where(entry => entry.Key.Value.Contains(':', StringComparison.Ordinal)))
                modules.Ignore(key.Value);
            modules.End();
        }

        root.Ignore(ManifestParts);
        root.End();
        return rules;
    }

    private static void ReadTriggers(FileReading file, YamlNode node, List<Rule> rules)
    {
        // 'trigger:' with nothing after it is a list of none.
        if (node is YamlScalar { IsNull: true })
            return;
        if (node is not YamlList list)
        {
            file.Report(node, $"'trigger' must be a list but is {node.Kind}.");
            return;
        }

        var lines = new Dictionary<(string Site, string Key), int>();
        foreach (var item in list.Items)
        {
            if (RuleReader.Read(file, item) is not { } rule)
                continue;
            if (lines.TryAdd((rule.Site, rule.Key), rule.Line))
                rules.Add(rule);
            else
                file.Report(item, $"The key '{rule.Key}' is taken by the rule in line {lines[(rule.Site, rule.Key)]}.");
        }
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_-]+\z", RegexOptions.NonBacktracking)]
    internal static partial Regex Key { get; }
}

/// <summary>What a file holds: rules, or errors and no rules.</summary>
internal sealed record RuleFileContent(IReadOnlyList<Rule> Rules, IReadOnlyList<RuleFileError> Errors);
