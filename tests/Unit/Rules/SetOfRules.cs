using Notifications.Rules;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules;

public sealed class SetOfRules
{
    private static readonly RuleSet Rules = Deciders.Rules("""
        modules:
          trigger:
            - { key: a, events: [updated, created] }
            - { key: b, events: [updated], sources: [jira, wiki] }
            - { key: c, events: [updated], sources: [wiki] }
            - { key: d, events: [updated], site: other }
            - { key: e, events: [updated, updated] }
        """);

    [Theory]
    [InlineData("default", "jira", "updated", "a b e")]
    [InlineData("default", "wiki", "updated", "a b c e")]
    [InlineData("default", "else", "updated", "a e")]
    [InlineData("default", "jira", "created", "a")]
    [InlineData("other", "jira", "updated", "d")]
    [InlineData("default", "jira", "deleted", "")]
    [InlineData("none", "jira", "updated", "")]
    public void FindsRulesBySiteSourceAndType(string site, string source, string type, string keys) =>
        Assert.Equal(keys, string.Join(' ', Rules.For(site, source, type).All.Select(rule => rule.Key)));

    [Fact]
    public void RulesForOtherEventsCostNothing()
    {
        var many = Deciders.Rules("modules:\n  trigger:\n" + string.Concat(Enumerable.Range(0, 1_000).Select(i =>
            $"    - {{ key: r{i}, events: [type-{i}], filter: {{ expression: event.absent }} }}\n")));
        Assert.Equal("r7", Assert.Single(many.For("default", "jira", "type-7").All).Key);

        many.For("default", "jira", "none");
        Assert.Equal(0, Allocated.By(() => Assert.True(many.For("default", "jira", "none").All.Count == 0)));
    }
}
