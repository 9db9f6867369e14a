using BenchmarkDotNet.Attributes;
using Notifications.Events;
using Notifications.Rules;
using Notifications.Rules.Deciding;
using Notifications.Rules.History;
using Notifications.Rules.Loading;
using Notifications.Subjects;
using Notifications.Users.Identities;

namespace Notifications.Tests.Benchmarks;

/// <summary>1,000 rules on the event's type, and none matches: parsing, finding the rules, deciding.</summary>
public class ManyRules
{
    private readonly Decider _decider = Decider.Alone(new IdentityDirectory());
    private readonly SubjectHistory _history = new();
    private readonly Event _event = new()
    {
        Site = "default",
        Source = "jira",
        Id = "1",
        Type = "avi:jira:updated:issue",
        Subject = new Subject("jira", "issue", "PLAT-7"),
        Time = DateTimeOffset.UnixEpoch,
        Data = SampleEvent.Utf8,
    };

    private RuleSet _rules = RuleSet.Empty;

    /// <summary>What the rules' filters say, with the rule's number for #.</summary>
    [Params(
        "{ projects: P# }",
        "{ expression: \"event.issue.fields.project.key == 'P#' && event.issue.fields.status.name == 'Done'\" }",
        "{ changed: { field: status, to: S# } }",
        "{ expression: \"event.issue.fields.status.name == 'S#'\" }",
        "{ expression: \"event.changelog?.items.some(i => i.field == 'f#') ?? false\" }")]
    public required string Filter { get; set; }

    /// <summary>Reads the rules.</summary>
    [GlobalSetup]
    public void Load()
    {
        var content = RuleFile.Parse("many.yaml", "modules:\n  trigger:\n" + string.Concat(Enumerable.Range(0, 1_000).Select(i =>
            $"    - {{ key: r{i}, events: [avi:jira:updated:issue], filter: {Filter.Replace("#", $"{i}", StringComparison.Ordinal)} }}\n")));
        if (content.Errors.Count > 0)
            throw new InvalidOperationException(content.Errors[0].ToString());
        _rules = new RuleSet(content.Rules);
    }

    /// <summary>Decides the event by all of them.</summary>
    [Benchmark]
    public int Decide() => _decider.Decide(_rules, _event, _history).Count;
}
