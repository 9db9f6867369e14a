using Microsoft.Extensions.Time.Testing;
using Notifications.Events;
using Notifications.Rules;
using Notifications.Rules.Trials;
using Notifications.Subjects;
using Notifications.Tests.Unit.Rules.Deciding;
using Notifications.Tests.Unit.Storage;

namespace Notifications.Tests.Unit.Rules.Trials;

/// <summary>Trials over a real log of issues that belong to people.</summary>
internal static class Trying
{
    /// <summary>A rule for updated issues.</summary>
    public static string Rule(string notify, string key = "rule", string filter = "") => $$"""
        modules:
          trigger:
            - key: {{key}}
              events: [avi:jira:updated:issue]
              {{(filter.Length == 0 ? "" : $"filter: {{ expression: \"{filter}\" }}")}}
              notify: {{notify}}

        """;

    /// <summary>An issue was updated that is assigned to one person and reported by another.</summary>
    public static Event Updated(string id, string key = "A-1", string assignee = "ben", string reporter = "cleo") =>
        SampleEvent.Of($$"""
            { "issue": { "key": "{{key}}", "fields": { "assignee": { "name": "{{assignee}}" }, "reporter": { "name": "{{reporter}}" } } } }
            """, id: id) with { Subject = new Subject("jira", "issue", key) };

    public static TrialOrder Order(string rules) => new() { Rules = rules, From = "2026-11-01", To = "2026-11-02" };

    public static TrialPlan Plan(TrialOrder order, RuleSet inForce)
    {
        var (plan, refusal) = TrialPlan.Of(order, "default", inForce, PastLog.Start.AddDays(1));
        Assert.Null(refusal);
        return plan!;
    }

    public static TrialRun Run(PastLog log, TrialOrder order, string inForce, int maxSubjects = TrialLimits.Subjects) =>
        new(log.Past, Plan(order, Deciders.Rules(inForce)), Deciders.Decider(), new FakeTimeProvider(), maxSubjects);

    public static Task<TrialReport> ReportAsync(PastLog log, TrialOrder order, string inForce) =>
        Run(log, order, inForce).RunAsync(CancellationToken.None);
}
