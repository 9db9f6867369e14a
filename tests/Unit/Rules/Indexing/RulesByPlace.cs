using System.Text.Json;
using Notifications.Rules.Deciding;
using Notifications.Rules.Filtering;
using Notifications.Rules.History;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Indexing;

public sealed class RulesByPlace
{
    private const string Type = "avi:jira:updated:issue";

    private const string Yaml = $$"""
        modules:
          trigger:
            - { key: a, events: [{{Type}}], filter: { projects: [PLAT, OPS] } }
            - { key: b, events: [{{Type}}] }
            - { key: c, events: [{{Type}}], filter: { spaces: DEV } }
            - { key: d, events: [{{Type}}], filter: { projects: OPS, spaces: DEV } }
            - { key: e, events: [{{Type}}], filter: { expression: "event.issue.fields.project.key == 'PLAT' && event.issue.key == 'PLAT-1'" } }
            - { key: f, events: [{{Type}}], filter: { projects: OPS, expression: "event.issue.fields.project.key == 'PLAT'" } }
            - { key: g, events: [{{Type}}], filter: { changed: status } }
            - { key: h, events: [{{Type}}], sources: [jira], filter: { projects: PLAT } }
        """;

    [Theory]
    [InlineData("jira", """{ "issue": { "key": "PLAT-1", "fields": { "project": { "key": "PLAT" } } } }""", "a b e g h")]
    [InlineData("jira", """{ "issue": { "key": "OPS-1", "fields": { "project": { "key": "OPS" } } } }""", "a b d f g")]
    [InlineData("else", """{ "issue": { "key": "PLAT-1", "fields": { "project": { "key": "PLAT" } } } }""", "a b e g")]
    [InlineData("jira", """{ "issue": { "key": "NONE-1", "fields": { "project": { "key": "NONE" } } } }""", "b g")]
    [InlineData("jira", """{ "content": { "space": { "key": "DEV" } } }""", "b c e g")]
    // Where the expression's property is missing it fails, and that must be seen.
    [InlineData("jira", """{ "issue": { "key": "PLAT-1" } }""", "a b e g h")]
    [InlineData("jira", "{}", "b e g")]
    public void AreThoseThatMayMatch(string source, string data, string keys)
    {
        var candidates = Deciders.Rules(Yaml).For("default", source, Type);
        Assert.Equal(keys, string.Join(' ', candidates.For(EventFacts.Of(JsonElement.Parse(data))).Select(rule => rule.Key)));
    }

    [Theory]
    [InlineData("""{ "issue": { "key": "PLAT-1", "fields": { "project": { "key": "PLAT" } } } }""")]
    [InlineData("""{ "issue": { "key": "OPS-1", "fields": { "project": { "key": "OPS" } } }, "changelog": { "items": [{ "field": "status" }] } }""")]
    [InlineData("""{ "issue": { "key": "PLAT-1" } }""")]
    [InlineData("""{ "issue": { "key": "PLAT-1", "fields": { "project": { "key": 7 } } } }""")]
    [InlineData("""{ "content": { "space": { "key": "DEV" } } }""")]
    [InlineData("{}")]
    public void AreDecidedAsWithoutAnIndex(string data)
    {
        var (rules, @event) = (Deciders.Rules(Yaml), SampleEvent.Of(data));
        var decided = Deciders.Decider().Decide(rules, @event, new SubjectHistory());
        var explained = Deciders.Decider().Explain(rules, @event, new SubjectHistory());
        Assert.Equal(8, explained.Count);
        var left = explained.ExceptBy(decided.Select(decision => decision.Rule), decision => decision.Rule).ToArray();
        Assert.All(left, decision => Assert.Equal(DecisionOutcome.NotMatched, decision.Outcome));
        Assert.Equal(JsonSerializer.Serialize(explained.Except(left)), JsonSerializer.Serialize(decided));
    }

    [Fact]
    public void OfOtherPlacesCostNothing()
    {
        var many = Deciders.Rules("modules:\n  trigger:\n" + string.Concat(Enumerable.Range(0, 1_000).Select(i =>
            $"    - {{ key: r{i}, events: [{Type}], filter: {{ projects: P{i} }} }}\n")));
        var facts = EventFacts.Of(JsonElement.Parse("""{ "issue": { "key": "NONE-1" } }"""));
        Assert.Empty(many.For("default", "jira", Type).For(facts));

        Assert.Equal(0, Allocated.By(() =>
        {
            for (var i = 0; i < 1_000; i++)
                many.For("default", "jira", Type).For(facts);
        }));
    }
}
