using System.Text.RegularExpressions;
using Notifications.Events;
using Notifications.Rules;
using Notifications.Rules.Deciding;
using Notifications.Rules.History;
using Notifications.Tests.Product;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.History;

/// <summary>What the section "History" of docs/rules.md shows is what happens.</summary>
public sealed partial class WhatHistoryTells
{
    private static readonly DateTimeOffset Start = SampleEvent.Of().Time;

    [Fact]
    public void TheThirdStatusChangeInTenMinutesIsOneLine()
    {
        var third = Example("third status change in ten minutes");
        Assert.Equal([false, false, true], Filtered(third, At(0, "status"), At(4, "status"), At(9, "status")));
        Assert.Equal([false, false, false, true], Filtered(third, At(0, "status"), At(4, "status"), At(11, "status"), At(12, "status")));
        Assert.Equal([false, false, false], Filtered(third, At(0, "status"), At(1, "assignee"), At(2, "status")));
        Assert.Equal([false, false, false], Filtered(third, At(0, "status"), At(1, "status"), At(2, "assignee")));
    }

    [Fact]
    public void ChangedBackToWhatItWasIsOneLine()
    {
        var back = Example("changed back to what it was");
        Assert.Equal([false, true], Filtered(back, At(0, "status", "Open", "Done"), At(1, "status", "Done", "Open")));
        Assert.Equal([false, false], Filtered(back, At(0, "status", "Open", "Done"), At(1, "status", "Done", "Closed")));
        Assert.Equal([false, false], Filtered(back, At(0, "assignee", "Open", "Done"), At(1, "status", "Done", "Open")));
    }

    [Fact]
    public void AnItemHasSixMembers()
    {
        const string filter = """
            history.length == 1 && history[0].id == 'e0' && history[0].type == 'avi:jira:updated:issue' && history[0].time < new Date()
            && history[0].actor == 'Anna Ash' && history[0].changes[0].from == 'Open' && history[0].event.issue.key == 'DEMO-1'
            """;
        Assert.Equal([false, true], Filtered(filter, At(0, "status", "Open", "Done"), At(1, "status")));
    }

    [Fact]
    public void TheNewestFiftyAreRememberedAndTheOldestComesFirst()
    {
        var events = Enumerable.Range(0, 60).Select(minute => At(minute, "status")).ToArray();
        Assert.True(Filtered("history.length == 50 && history[0].id == 'e9' && history[49].id == 'e58'", events)[^1]);
    }

    [Fact]
    public void WhatIsRememberedIsBoundedInBytes()
    {
        var history = new SubjectHistory();
        for (var i = 0; i < 10; i++)
            history.Add(SampleEvent.Of(id: $"{i}") with { Data = new byte[SubjectHistory.MaxBytes / 4] });
        Assert.Equal(["6", "7", "8", "9"], history.Events.Select(e => e.Event.Id));
        history.Add(SampleEvent.Of() with { Data = new byte[SubjectHistory.MaxBytes + 1] });
        Assert.Empty(history.Events);
    }

    [Fact]
    public void EventsThatAreNoJsonAreThereWithoutData() =>
        Assert.Equal([true], Filtered("history.length == 1 && history[0].changes.length == 0", At(0, "status") with { Data = [1] }, At(1, "x")));

    [Fact]
    public void WhatTheProductItselfRecordedIsNoHistory()
    {
        var own = At(0, "status") with { Source = Event.OwnSource, Type = "notifications:notified", Data = """{"rule":"r","ruleVersion":"1","causes":[],"notifications":[]}"""u8.ToArray() };
        Assert.Equal([true], Filtered("history.length == 0", own, At(1, "status")));
    }

    private static string Example(string title) =>
        Examples.Matches(Repository.Read("docs", "rules.md")).Single(match => match.Groups["title"].Value == title).Groups["line"].Value;

    private static List<bool> Filtered(string expression, params ReadOnlySpan<Event> events)
    {
        var rules = Deciders.Rules($$"""
            modules:
              trigger:
                - key: rule
                  events: [avi:jira:updated:issue]
                  filter: { expression: "{{expression.ReplaceLineEndings(" ")}}" }
            """);
        var subject = new SubjectDecider(Deciders.Decider());
        var found = new List<bool>();
        foreach (var e in events)
        {
            var outcome = subject.Decide(rules, new LoggedEvent(found.Count + 1, e.Time, e));
            if (outcome.Decisions is [{ Outcome: not DecisionOutcome.FilterFailed } decision])
                found.Add(Assert.NotNull(decision.FilterValue));
            else if (outcome.Decisions is [{ FilterError: { } error }])
                Assert.True(error.Part == "data", error.ToString());
        }

        return found;
    }

    private static Event At(int minute, string field, string from = "a", string to = "b") =>
        SampleEvent.Of($$"""{ "issue": { "key": "DEMO-1" }, "changelog": { "items": [{ "field": "{{field}}", "from": "1", "fromString": "{{from}}", "to": "2", "toString": "{{to}}" }] } }""",
            id: $"e{minute}") with { Time = Start.AddMinutes(minute) };

    [GeneratedRegex("^# (?<title>.*)\n(?<line>.*)$", RegexOptions.Multiline, 1_000)]
    private static partial Regex Examples { get; }
}
