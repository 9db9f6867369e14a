using Notifications.Events;
using Notifications.Live;

namespace Notifications.Tests.Unit.Rules.Deciding;

public sealed class WhatIsTold
{
    private static Flag Flag(string notify, string data = SampleEvent.StatusChanged, Actor? actor = null) =>
        Deciders.Decide(Deciders.Rule(notify: notify), SampleEvent.Of(data) with { Actor = actor }).Notification!;

    [Fact]
    public void TextsAreFilled()
    {
        var flag = Flag("""{ to: [viewers], title: "${event.issue.key} is ${event.issue.fields.status.name}", description: "by ${actor}" }""");
        Assert.Equal("DEMO-1 is Done", flag.Title);
        Assert.Equal("by Someone", flag.Description);
        Assert.Equal("rule", flag.Rule);
        Assert.Equal(SampleEvent.Of().Time, flag.Time);
    }

    [Theory]
    [InlineData("anna", "Anna Ash", "Anna Ash")]
    [InlineData("anna", " ", "anna")]
    [InlineData("anna", null, "anna")]
    [InlineData(null, null, "Someone")]
    public void TheActorHasAName(string? id, string? displayName, string name) =>
        Assert.Equal(name, Flag("""{ to: [viewers], title: "${actor}" }""", actor: new Actor { Id = id, DisplayName = displayName }).Title);

    [Theory]
    [InlineData("type: info", FlagType.Info, false, true)]
    [InlineData("type: success, appearance: success", FlagType.Success, true, true)]
    [InlineData("type: warning, appearance: bold", FlagType.Warning, true, false)]
    [InlineData("type: error", FlagType.Error, false, false)]
    [InlineData("type: error, autoDismiss: true", FlagType.Error, false, true)]
    [InlineData("autoDismiss: false", FlagType.Info, false, false)]
    [InlineData("type: error, keep: always", FlagType.Error, false, true)]
    public void LooksFollowTypeAndKeep(string keys, FlagType type, bool bold, bool autoDismiss)
    {
        var flag = Flag($"{{ to: [viewers, assignee], title: Hello, {keys} }}");
        Assert.Equal((type, bold, autoDismiss), (flag.Type, flag.Bold, flag.IsAutoDismiss));
    }

    [Fact]
    public void AHoleThatFailsStaysEmptyAndIsReported()
    {
        var decision = Deciders.Decide(
            Deciders.Rule(notify: """{ to: [viewers], title: "<${event.nothing}> ${event.issue.key}", description: "${event.issue}" }"""),
            SampleEvent.Of());
        Assert.Equal("<> DEMO-1", decision.Notification!.Title);
        Assert.Null(decision.Notification.Description);
        Assert.Equal(
            ["title 1:10 Property 'nothing' is not there. Use ?. where it may be missing.", "description 1:9 Can't write Map as text."],
            decision.Problems.Select(problem => problem.ToString()).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void AnEmptyTitleIsTheSubject() =>
        Assert.Equal("DEMO-1", Flag("""{ to: [viewers], title: "${event.nothing}" }""").Title);

    [Fact]
    public void TextOfAnEventIsNoTemplate() =>
        Assert.Equal("${actor}", Flag("""{ to: [viewers], title: "${event.text}" }""", """{ "text": "${actor}" }""").Title);

    [Fact]
    public void ActionsAreRendered()
    {
        var flag = Deciders.Decide(Deciders.Rules("""
            modules:
              trigger:
                - key: rule
                  events: [avi:jira:updated:issue]
                  notify:
                    to: [viewers]
                    title: Hello
                    actions:
                      - { text: "Open ${event.issue.key}", navigate: "/browse/${event.odd}?from=${actor}" }
                      - { text: Again, refresh: true }
                      - text: Approve
                        call: { url: "https://jira.example.com/rest/${event.issue.key}", body: { n: 1, "on": true, none: , list: ["${event.odd}", '1'] } }
                      - { text: Tell, event: { name: scroll, payload: "${event.issue.key}" } }
            """), SampleEvent.Of("""{ "issue": { "key": "DEMO-1" }, "odd": "a/../b\"?&#" }""")).Notification!;
        Assert.Equal(
            [
                new FlagAction { Text = "Open DEMO-1", Kind = FlagActionKind.Navigate, Url = "/browse/a%2F..%2Fb%22%3F%26%23?from=Anna%20Ash" },
                new FlagAction { Text = "Again", Kind = FlagActionKind.Refresh },
                new FlagAction
                {
                    Text = "Approve",
                    Kind = FlagActionKind.Call,
                    Url = "https://jira.example.com/rest/DEMO-1",
                    Method = "POST",
                    Body = """{"n":1,"on":true,"none":null,"list":["a/../b\"?&#","1"]}""",
                },
                new FlagAction { Text = "Tell", Kind = FlagActionKind.Event, EventName = "scroll", Body = "\"DEMO-1\"" },
            ],
            flag.Actions);
    }

    [Theory]
    [InlineData("navigate: \"/browse/${event.dots}\"", "The button is left out: The path of a link may not hold . or .. as a segment.")]
    [InlineData("navigate: \"/a/${event.empty}/b\"", "The button is left out: The path of a link may not hold //.")]
    [InlineData("navigate: \"/a/${event.nothing}\"", "The button is left out: The link is incomplete.")]
    [InlineData("open: \"https://example.com/${event.long}\"", "The button is left out: A link has 1 to 2048 characters.")]
    [InlineData("call: { url: /x, body: { a: \"${event.nothing}\" } }", "The button is left out: its body is incomplete.")]
    [InlineData("call: { url: /x, body: [\"${event.long}\", \"${event.long}\", \"${event.long}\"] }", "The button is left out: its body has more than 16384 characters.")]
    public void AButtonThatCannotBeTrustedIsLeftOut(string action, string problem)
    {
        var data = $$"""{ "dots": "..", "empty": "", "long": "{{new string('x', 6_000)}}" }""";
        var log = new ListLogger<Notifications.Rules.Deciding.Decider>();
        var decision = Deciders.Decide(
            Deciders.Rule(notify: $"{{ to: [viewers], title: Hello, actions: [{{ text: Go, {action} }}] }}"), SampleEvent.Of(data), log);
        Assert.Empty(decision.Notification!.Actions);
        Assert.Contains(problem, decision.Problems.Select(p => p.Message));
        Assert.Equal(decision.Problems.Count, log.Messages.Count);
    }

    [Fact]
    public void AllTextsOfANotificationShareOneBudget()
    {
        var decision = Deciders.Decide(
            Deciders.Rules("""
                modules:
                  trigger:
                    - key: rule
                      events: [avi:jira:updated:issue]
                      notify:
                        to: [viewers]
                        title: Title ${event.key}
                        description: ${event.list.every(a => event.list.every(b => true))}
                        dedupeKey: ${event.key}
                        actions:
                          - { text: "Go ${event.key}", navigate: "/browse/DEMO-1" }
                          - { text: Call, call: { url: /x, body: ["${event.key}"] } }
                """),
            SampleEvent.Of($$"""{ "key": "DEMO-1", "list": [{{string.Join(',', Enumerable.Repeat(1, 300))}}] }"""));
        var flag = decision.Notification!;
        Assert.Equal(("Title DEMO-1", null), (flag.Title, flag.Description));
        Assert.Equal(["Go"], flag.Actions.Select(action => action.Text));
        Assert.Null(decision.DedupeKey);
        Assert.Equal(
            [
                "description: The expression, with those before it, takes more than 50000 steps.",
                "actions[0]: The expressions before this one took all 50000 steps.",
                "actions[1]: The expressions before this one took all 50000 steps.",
                "actions[1]: The button is left out: its body is incomplete.",
                "dedupeKey: The expressions before this one took all 50000 steps.",
            ],
            decision.Problems.Select(problem => $"{problem.Part}: {problem.Message}"));
    }
}
