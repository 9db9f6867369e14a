using Notifications.Rules.Deciding;
using Notifications.Rules.History;

namespace Notifications.Tests.Unit.Rules.Deciding;

/// <summary>What Forge tells by events of their own, and web hooks within others.</summary>
public sealed class EventsWithinOthers
{
    private const string NewAssignee = """{ "webhookEvent": "jira:issue_updated", "changelog": { "items": [ { "field": "assignee", "from": null, "to": "ben" } ] } }""";
    private const string Mention = """{ "webhookEvent": "comment_created", "comment": { "id": "1", "body": "[~ben]" } }""";

    [Theory]
    [InlineData("avi:jira:assigned:issue", "avi:jira:updated:issue", NewAssignee, true)]
    [InlineData("avi:jira:assigned:issue", "avi:jira:updated:issue", """{ "webhookEvent": "jira:issue_updated", "changelog": { "items": [ { "field": "assignee", "from": "ben", "to": null } ] } }""", false)]
    [InlineData("avi:jira:assigned:issue", "avi:jira:updated:issue", """{ "webhookEvent": "jira:issue_updated", "changelog": { "items": [ { "field": "status", "to": "1" } ] } }""", false)]
    [InlineData("avi:jira:assigned:issue", "avi:jira:updated:issue", """{ "eventType": "avi:jira:updated:issue", "changelog": { "items": [ { "field": "assignee", "to": "ben" } ] } }""", false)]
    [InlineData("avi:jira:mentioned:comment", "avi:jira:commented:issue", Mention, true)]
    [InlineData("avi:jira:mentioned:comment", "avi:jira:commented:issue", """{ "webhookEvent": "comment_created", "comment": { "id": "1", "body": "ben" } }""", false)]
    [InlineData("avi:jira:mentioned:issue", "avi:jira:created:issue", """{ "webhookEvent": "jira:issue_created", "issue": { "fields": { "description": "[~ben]" } } }""", true)]
    public void AreMatchedByARuleForThem(string wanted, string type, string data, bool matches)
    {
        var decision = Assert.Single(Decide($"[{wanted}]", type, data));
        Assert.Equal(matches ? DecisionOutcome.Matched : DecisionOutcome.NotMatched, decision.Outcome);
        Assert.Equal(matches ? null : "events", decision.Unmet);
    }

    [Fact]
    public void AreDecidedOnceByARuleForBoth() =>
        Assert.Equal(DecisionOutcome.Matched, Assert.Single(Decide("[avi:jira:updated:issue, avi:jira:assigned:issue]", "avi:jira:updated:issue", NewAssignee)).Outcome);

    private static IReadOnlyList<Decision> Decide(string events, string type, string data) => Deciders.Decider().Decide(
        Deciders.Rules($$"""
            modules:
              trigger:
                - key: rule
                  events: {{events}}
                  notify: { to: [viewers], title: Hello }
            """),
        SampleEvent.Of(data, type),
        new SubjectHistory());
}
