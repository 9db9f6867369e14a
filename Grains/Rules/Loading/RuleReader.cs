using System.Security.Cryptography;
using System.Text;
using Notifications.Rules.Indexing;

namespace Notifications.Rules.Loading;

/// <summary>Reads one rule: an item of <c>modules.trigger</c>.</summary>
internal static class RuleReader
{
    /// <summary>The rule; its value is of use only where no error was reported.</summary>
    public static Rule? Read(FileReading file, YamlNode node)
    {
        if (MapReading.Begin(file, node, "A trigger") is not { } map)
            return null;

        var key = map.Text("key", required: true);
        if (key is not null && !RuleFile.Key.IsMatch(key.Value))
            file.Report(key, $"The key '{key.Value}' may hold only letters, digits, - and _.");
        var site = map.Text("site")?.Value ?? "default";
        var sources = map.Texts("sources");
        var events = map.Texts("events", required: true);
        var filter = map.Any("filter") is { } found ? ReadFilter(file, found) : null;
        var notice = map.Any("notify") is { } notify ? NoticeReader.Read(file, notify) : null;
        map.Ignore("function", "endpoint");
        map.End();

        return key is null ? null : new Rule
        {
            Key = key.Value,
            Version = VersionOf(node),
            Site = site,
            Sources = sources,
            Events = events ?? [],
            Filter = filter ?? new RuleFilter(IgnoreSelf: false, Expression: null, OnFilterError.IgnoreAndLog),
            Notice = notice,
            Line = node.Line,
            Column = node.Column,
        };
    }

    private static RuleFilter? ReadFilter(FileReading file, YamlNode node)
    {
        if (MapReading.Begin(file, node, "'filter'") is not { } map)
            return null;

        var ignoreSelf = map.Boolean("ignoreSelf") ?? false;
        var conditions = ConditionsReader.Read(file, map);
        var expression = map.Text("expression") is { } text ? file.Compile(text) : null;
        var onError = map.Choice("onError", OnFilterError.IgnoreAndLog,
            ("IGNORE_AND_LOG", OnFilterError.IgnoreAndLog), ("IGNORE", OnFilterError.Ignore),
            ("RECEIVE", OnFilterError.Receive), ("RECEIVE_AND_LOG", OnFilterError.ReceiveAndLog));
        map.End();
        return new RuleFilter(ignoreSelf, expression, onError)
        {
            Conditions = conditions,
            DemandedProjects = expression is null ? null : DemandedProjects.Of(expression.Text),
        };
    }

    private static string VersionOf(YamlNode node)
    {
        var text = new StringBuilder();
        node.Normalise(text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 6));
    }
}
