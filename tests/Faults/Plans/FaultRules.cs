using Notifications.Tests.Faults.Accounting;

namespace Notifications.Tests.Faults.Plans;

/// <summary>The rules of a run, and what they make of a hook. Projects say which rule is meant.</summary>
internal static class FaultRules
{
    /// <summary>Whoever has an inbox.</summary>
    public static readonly IReadOnlyList<string> Users = ["anna", "ben", "carl", "dora", "emil", "fay"];

    /// <summary>Rules of the product; the numbers of hooks stand between tildes in whatever becomes of them.</summary>
    public const string Yaml =
        """
        modules:
          trigger:
            - key: plain
              events: [avi:jira:updated:issue]
              filter: { projects: [FP] }
              notify:
                to: [viewers, assignee, { users: [anna, ben, carl] }]
                keep: always
                title: "${event.issue.key} ${event.issue.fields.status.name}"
            - key: replacing
              events: [avi:jira:updated:issue]
              filter: { projects: [FR] }
              notify:
                to: [viewers, { users: [anna, dora] }]
                keep: always
                title: "${event.issue.key} ${event.issue.fields.status.name}"
                dedupeKey: "${event.issue.key}"
            - key: digested
              events: [avi:jira:updated:issue]
              filter: { projects: [FD] }
              notify:
                to: [{ users: [ben, emil] }]
                keep: always
                title: "${event.issue.key} ${event.issue.fields.status.name}"
                digest:
                  window: 2s
                  title: "${notifications.length + more} together"
                  description: "${notifications.map(n => n.title).join(' ')}"
            - key: pulse
              events: [avi:jira:updated:issue]
              filter: { projects: [PU] }
              notify:
                to: [viewers]
                title: "${event.issue.key} ${event.issue.fields.status.name}"
            - key: away
              events: [avi:jira:updated:issue]
              filter: { projects: [FA] }
              notify:
                to: [{ users: [carl, fay] }]
                keep: whenAway
                title: "${event.issue.key} ${event.issue.fields.status.name}"
        """;

    /// <summary>Which kind the notifications of a rule are.</summary>
    public static HookKind KindOf(string rule) => rule switch
    {
        "plain" => HookKind.Plain,
        "replacing" => HookKind.Replacing,
        "digested" => HookKind.Digested,
        "away" => HookKind.WhenAway,
        _ => throw new ArgumentException($"There is no rule '{rule}' in the run.", nameof(rule)),
    };

    /// <summary>The project whose hooks are of that kind.</summary>
    public static string ProjectOf(HookKind kind) => kind switch
    {
        HookKind.Plain => "FP",
        HookKind.Replacing => "FR",
        HookKind.Digested => "FD",
        _ => "FA",
    };

    /// <summary>Who has to find it in the inbox: the actor does not.</summary>
    public static IReadOnlyList<string> RecipientsOf(HookKind kind, string actor, string? assignee)
    {
        IEnumerable<string> all = kind switch
        {
            HookKind.Plain => ["anna", "ben", "carl", .. assignee is null ? [] : (string[])[assignee]],
            HookKind.Replacing => ["anna", "dora"],
            HookKind.Digested => ["ben", "emil"],
            _ => ["carl", "fay"],
        };
        return [.. all.Where(user => user != actor).Distinct(StringComparer.Ordinal)];
    }
}
