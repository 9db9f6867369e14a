using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Events;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Rules.Deciding;
using Notifications.Rules.History;
using Notifications.Rules.Loading;

namespace Notifications.Tests.Unit.Rules.Deciding;

/// <summary>Decides by rules that a test writes as YAML.</summary>
internal static class Deciders
{
    public static RuleSet Rules(string yaml)
    {
        var content = RuleFile.Parse("test.yaml", yaml);
        Assert.Empty(content.Errors);
        return new RuleSet(content.Rules);
    }

    /// <summary>One rule for updated issues: its filter and notify, each as a flow map or empty.</summary>
    public static RuleSet Rule(string filter = "", string notify = "") => Rules($$"""
        modules:
          trigger:
            - key: rule
              events: [avi:jira:updated:issue]
              {{(filter.Length == 0 ? "" : "filter: " + filter)}}
              {{(notify.Length == 0 ? "" : "notify: " + notify)}}
        """);

    public static Decision Decide(RuleSet rules, Event @event, ILogger<Decider>? logger = null) =>
        Assert.Single(Decider(logger).Decide(rules, @event, new SubjectHistory()));

    public static Decider Decider(ILogger<Decider>? logger = null) => new(Backends(), logger ?? NullLogger<Decider>.Instance);

    /// <summary>The backend logic that these rules and endpoints make.</summary>
    public static BackendCatalog Backends(IEnumerable<INotificationRule>? rules = null, BackendOptions? options = null, TimeProvider? time = null) =>
        new(rules ?? [], Options.Create(options ?? new BackendOptions()), time ?? TimeProvider.System);
}
