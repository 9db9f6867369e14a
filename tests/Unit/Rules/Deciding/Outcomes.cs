using System.Text.Json;
using Notifications.Rules;
using Notifications.Rules.Deciding;
using Notifications.Rules.History;

namespace Notifications.Tests.Unit.Rules.Deciding;

public sealed class Outcomes
{
    [Theory]
    [InlineData("event.issue.key == 'DEMO-1'", nameof(DecisionOutcome.Matched), true)]
    [InlineData("event.issue.key == 'DEMO-2'", nameof(DecisionOutcome.NotMatched), false)]
    [InlineData("event.issue.key == actor", nameof(DecisionOutcome.NotMatched), false)]
    [InlineData("actor == 'Anna Ash'", nameof(DecisionOutcome.Matched), true)]
    public void AreTheFiltersValue(string filter, string outcome, bool value)
    {
        var decision = Deciders.Decide(Deciders.Rule($$"""{ expression: "{{filter}}" }"""), SampleEvent.Of());
        Assert.Equal(outcome, decision.Outcome.ToString());
        Assert.Equal(value, decision.FilterValue);
        Assert.True(decision.Steps > 1);
        Assert.Null(decision.FilterError);
    }

    [Theory]
    [InlineData("IGNORE_AND_LOG", nameof(DecisionOutcome.FilterFailed), true)]
    [InlineData("IGNORE", nameof(DecisionOutcome.FilterFailed), false)]
    [InlineData("RECEIVE", nameof(DecisionOutcome.Matched), false)]
    [InlineData("RECEIVE_AND_LOG", nameof(DecisionOutcome.Matched), true)]
    public void OfAFilterThatFailsAreWhatOnErrorSays(string onError, string outcome, bool isLogged)
    {
        var log = new ListLogger<Decider>();
        var rules = Deciders.Rule(
            $$"""{ expression: "event.sprint == 1", onError: {{onError}} }""", "{ to: [viewers], title: Hello }");
        var decision = Deciders.Decide(rules, SampleEvent.Of(), log);

        Assert.Equal(outcome, decision.Outcome.ToString());
        Assert.Null(decision.FilterValue);
        Assert.Equal("filter 1:7 Property 'sprint' is not there. Use ?. where it may be missing.", decision.FilterError?.ToString());
        Assert.Equal(outcome == nameof(DecisionOutcome.Matched), decision.Live is not null);
        Assert.Equal(isLogged ? ["The filter of rule rule failed for event 1 of jira at 1:7: Property 'sprint' is not there. Use ?. where it may be missing."] : [], log.Messages);
    }

    [Theory]
    [InlineData("true", true, nameof(DecisionOutcome.IgnoredSelf))]
    [InlineData("false", true, nameof(DecisionOutcome.Matched))]
    [InlineData("true", false, nameof(DecisionOutcome.Matched))]
    public void OfTheAppsOwnDoingsAreIgnoredOnRequest(string ignoreSelf, bool selfGenerated, string outcome)
    {
        var rules = Deciders.Rule($"{{ ignoreSelf: {ignoreSelf} }}", "{ to: [viewers], title: Hello }");
        var decision = Deciders.Decide(rules, SampleEvent.Of() with { SelfGenerated = selfGenerated });
        Assert.Equal(outcome, decision.Outcome.ToString());
        Assert.Equal(outcome == nameof(DecisionOutcome.Matched), decision.Notification is not null);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{")]
    [InlineData("")]
    public void OfDataThatIsNoJsonAreFailures(string data)
    {
        var log = new ListLogger<Decider>();
        var decision = Deciders.Decide(Deciders.Rule(notify: "{ to: [viewers], title: Hello }"), SampleEvent.Of(data), log);
        Assert.Equal(DecisionOutcome.FilterFailed, decision.Outcome);
        Assert.Null(decision.Live);
        Assert.Single(log.Messages);
    }

    [Fact]
    public void SurviveTextThatIsNotUnicode()
    {
        const string data = """{ "\ud800": 1, "issue": { "key": "\ud800", "fields": { "assignee": "\udc00" } } }""";
        var rules = Deciders.Rule(
            """{ expression: "event.issue.key == 'x' || event.issue.key != 'y'" }""",
            """{ to: [viewers, assignee], title: "<${event.issue.key}>" }""");
        var decision = Deciders.Decide(rules, SampleEvent.Of(data));
        Assert.NotEqual(DecisionOutcome.NotMatched, decision.Outcome);
        Assert.Empty(decision.Chosen);
    }

    [Fact]
    public void ARuleWithoutNotifyTellsNobody()
    {
        var decision = Deciders.Decide(Deciders.Rule(), SampleEvent.Of());
        Assert.Equal(DecisionOutcome.Matched, decision.Outcome);
        Assert.Null(decision.Notification);
        Assert.Null(decision.Live);
    }

    [Fact]
    public void AreTheSameEachTimeAndCanBeStored()
    {
        var rules = Deciders.Rule("{ expression: 'true' }", "{ to: [viewers, assignee], keep: always, title: Hello, actions: [{ text: Go, refresh: true }] }");
        var first = JsonSerializer.Serialize(Deciders.Decide(rules, SampleEvent.Of()));
        Assert.Equal(first, JsonSerializer.Serialize(Deciders.Decide(rules, SampleEvent.Of())));
        Assert.Equal(first, JsonSerializer.Serialize(JsonSerializer.Deserialize<Decision>(first)));
    }

    [Fact]
    public void AnEventOfNoRuleIsNotEvenParsed() =>
        Assert.Empty(Deciders.Decider().Decide(RuleSet.Empty, SampleEvent.Of("not json"), new SubjectHistory()));

    [Fact]
    public void NotificationIdsTellEventsAndRulesApart()
    {
        var e = SampleEvent.Of();
        string[] ids =
        [
            NotificationId.Of(e, "rule"),
            NotificationId.Of(e, "rule2"),
            NotificationId.Of(e with { Id = "2" }, "rule"),
            NotificationId.Of(e with { Source = "jir", Id = "a1" }, "rule"),
            NotificationId.Of(e with { Source = "jira2" }, "rule"),
            NotificationId.Of(e with { Site = "other" }, "rule"),
        ];
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9_-]{22}$", id));
        Assert.Equal(ids[0], NotificationId.Of(SampleEvent.Of("{}"), "rule"));
    }
}
