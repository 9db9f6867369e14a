using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Events;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Rules.Deciding;
using Notifications.Rules.History;
using Notifications.Rules.Loading;
using Notifications.Users.Groups;
using Notifications.Users.Identities;

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

    public static Decision Decide(RuleSet rules, Event @event, ListLogger<Decider>? logger = null) =>
        Assert.Single(Decider(logger).Decide(rules, @event, new SubjectHistory()));

    /// <param name="logger">Where it logs, and what it works with.</param>
    /// <param name="identities">Who is who; nobody is known otherwise.</param>
    /// <param name="groups">The groups of the default site.</param>
    public static Decider Decider(
        ListLogger<Decider>? logger = null, IdentityDirectory? identities = null, params (string Name, string[] Members)[] groups) =>
        new(
            Backends(),
            new NoticeDecider(Addressing(identities, groups), new ListLogger<NoticeDecider>(logger?.Messages)),
            logger ?? new ListLogger<Decider>());

    /// <summary>Decides notices where nobody is known.</summary>
    public static NoticeDecider Notices() => new(Notifications.Rules.Deciding.Addressing.WithoutGroups(new IdentityDirectory()), NullLogger<NoticeDecider>.Instance);

    /// <summary>The backend logic that these rules and endpoints make.</summary>
    public static BackendCatalog Backends(IEnumerable<INotificationRule>? rules = null, BackendOptions? options = null, TimeProvider? time = null) =>
        new(rules ?? [], Options.Create(options ?? new BackendOptions()), time ?? TimeProvider.System);

    private static Addressing Addressing(IdentityDirectory? identities, (string Name, string[] Members)[] groups)
    {
        var options = new GroupOptions
        {
            Sites = { ["default"] = groups.ToDictionary(group => group.Name, group => (IReadOnlyList<string>)group.Members) },
        };
        return new Addressing(identities ?? new IdentityDirectory(), new GroupBook(() => options));
    }
}
