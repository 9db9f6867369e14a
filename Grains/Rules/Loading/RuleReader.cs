using System.Security.Cryptography;
using System.Text;
using Notifications.Rules.Backend;
using Notifications.Rules.Filtering.Quick;
using Notifications.Rules.Indexing;
using Notifications.Rules.Recording;

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
        var site = map.Text("site")?.Value ?? file.Site;
        var sources = map.Texts("sources");
        var events = map.Texts("events", required: true);
        foreach (var own in (events ?? []).Where(type => type.StartsWith(OwnEvents.TypePrefix, StringComparison.Ordinal)))
            file.Report(map.Any("events")!, $"'{own}' is an event that the product itself made: no rule decides it again.");
        var filter = map.Any("filter") is { } found ? ReadFilter(file, found) : null;
        var backend = ReadBackend(file, map);
        var notify = map.Any("notify");
        var notice = notify is null ? null : NoticeReader.Read(file, notify);
        if (backend is not null && notify is YamlMap told)
            RefuseHoldingBack(file, told, backend);
        map.End();

        var text = new StringBuilder();
        node.Normalise(text);
        return key is null ? null : new Rule
        {
            Key = key.Value,
            Version = VersionOf(text.ToString()),
            Site = site,
            Sources = sources,
            Events = events ?? [],
            Filter = filter ?? new RuleFilter(IgnoreSelf: false, Expression: null, OnFilterError.IgnoreAndLog),
            Notice = notice,
            Backend = backend,
            Reads = ReadsOf(text.ToString()),
            Line = node.Line,
            Column = node.Column,
        };
    }

    private static BackendTarget? ReadBackend(FileReading file, MapReading map)
    {
        var (function, endpoint) = (map.Text("function"), map.Text("endpoint"));
        if (function is not null && endpoint is not null)
            file.Report(endpoint, "A trigger has a function or an endpoint, not both.");
        return function is not null ? new BackendTarget(BackendKind.Function, function.Value)
            : endpoint is not null ? new BackendTarget(BackendKind.Endpoint, endpoint.Value)
            : null;
    }

    // What backend logic lets through comes later than its event, when others may have come in between.
    private static void RefuseHoldingBack(FileReading file, YamlMap notify, BackendTarget backend)
    {
        foreach (var (key, value) in notify.Entries.Where(entry => HoldingReader.Keys.Contains(entry.Key.Value)))
            file.Report(value, $"'{key.Value}' can't be together with '{backend.Word}': what backend logic answers is told at once. Take one of them out.");
    }

    private static RuleFilter? ReadFilter(FileReading file, YamlNode node)
    {
        if (MapReading.Begin(file, node, "'filter'") is not { } map)
            return null;

        var ignoreSelf = map.Boolean("ignoreSelf") ?? false;
        var conditions = ConditionsReader.Read(file, map);
        var (expression, complexity) = map.Text("expression") is { } text ? file.CompileFilter(text) : default;
        var onError = map.Choice("onError", OnFilterError.IgnoreAndLog,
            ("IGNORE_AND_LOG", OnFilterError.IgnoreAndLog), ("IGNORE", OnFilterError.Ignore),
            ("RECEIVE", OnFilterError.Receive), ("RECEIVE_AND_LOG", OnFilterError.ReceiveAndLog));
        map.End();
        return new RuleFilter(ignoreSelf, expression, onError)
        {
            Conditions = conditions,
            Complexity = complexity,
            Quick = expression is null ? null : QuickFilter.Of(expression.Text),
            DemandedProjects = expression is null ? null : DemandedProjects.Of(expression.Text),
        };
    }

    private static string VersionOf(string rule) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rule)).AsSpan(0, 6));

    // A rule that has the word but does not read the variable costs a little time, and nothing else.
    private static RuleReads ReadsOf(string rule) =>
        (rule.Contains("history", StringComparison.Ordinal) ? RuleReads.History : RuleReads.Event)
        | (rule.Contains("changes", StringComparison.Ordinal) ? RuleReads.Changes : RuleReads.Event);
}
