using Notifications.Events;
using Notifications.Rules.Deciding;
using Notifications.Rules.History;
using Notifications.Tests.Product;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules;

/// <summary>What the demo's rules say to events of Cloud and of Data Center.</summary>
public sealed class DemoRules
{
    private const string Issue = """
        "issue": { "key": "DEMO-1", "fields": {
          "summary": "Cold tea", "status": { "name": "Done" }, "priority": { "name": "Blocker" }, "assignee": { "name": "ben" } } }
        """;

    [Theory]
    [InlineData("avi:jira:updated:issue", $$"""{ {{Issue}}, "changelog": { "items": [ { "field": "status", "fromString": "To Do", "toString": "Done" } ] } }""",
        "status-changed", "DEMO-1 is now Done", "Anna Ash moved it from To Do.")]
    [InlineData("avi:jira:updated:issue", $$"""{ {{Issue}}, "changelog": { "items": [ { "field": "status", "fieldId": "status" } ] } }""",
        "status-changed", "DEMO-1 is now Done", "Anna Ash moved it from another status.")]
    [InlineData("avi:jira:updated:issue", $$"""{ {{Issue}}, "changelog": { "items": [ { "field": "priority", "toString": "Blocker" } ] } }""",
        "priority-raised", "DEMO-1 is a blocker now", "Anna Ash raised the priority to Blocker: Cold tea")]
    [InlineData("avi:jira:updated:issue", $$"""{ {{Issue}}, "changelog": { "items": [ { "field": "priority", "toString": "Low" } ] } }""", null, null, null)]
    [InlineData("avi:jira:updated:issue", $$"""{ {{Issue}} }""", null, null, null)]
    [InlineData("avi:jira:updated:issue", $$"""{ {{Issue}}, "changelog": { "items": [ { "field": "assignee", "to": "ben" } ] } }""", "assigned", "DEMO-1 is yours", "Anna Ash assigned it to you: Cold tea")]
    [InlineData("avi:jira:commented:issue", $$"""{ {{Issue}}, "comment": { "body": "It is cold.", "author": { "displayName": "Anna of Jira" } } }""",
        "issue-commented", "New comment on DEMO-1", "Anna of Jira: It is cold.")]
    [InlineData("avi:jira:commented:issue", """{ "comment": { "id": "1" } }""", "issue-commented", "New comment on this issue", "Anna Ash wrote a comment.")]
    [InlineData("avi:confluence:updated:page", """{ "content": { "title": "Menu" } }""",
        "page-updated", "This page has a newer version", "Anna Ash changed Menu while you were reading. Refresh to see it.")]
    [InlineData("avi:confluence:updated:page", """{ "page": { "id": 7 } }""",
        "page-updated", "This page has a newer version", "Anna Ash changed this page while you were reading. Refresh to see it.")]
    [InlineData("avi:confluence:created:comment", """{ "content": { "container": { "title": "Menu" } } }""",
        "page-commented", "New comment on Menu", "Anna Ash joined the discussion.")]
    [InlineData("avi:confluence:created:comment", """{ "comment": { "id": 7 } }""",
        "page-commented", "New comment on this page", "Anna Ash joined the discussion.")]
    [InlineData("avi:confluence:added:label", """{ "label": { "name": "tea" } }""", "label-added", "Label tea added", "This page has a new label.")]
    public void ReadLikeThis(string type, string data, string? rule, string? title, string? description)
    {
        var decisions = Deciders.Decider().Decide(Deciders.Rules(Repository.Read("rules", "demo.yaml")), SampleEvent.Of(data, type), new SubjectHistory());
        Assert.All(decisions, decision =>
        {
            Assert.Null(decision.FilterError);
            Assert.Empty(decision.Problems);
        });
        var told = decisions.SingleOrDefault(decision => decision.Outcome == DecisionOutcome.Matched);
        Assert.Equal((rule, title, description), (told?.Rule, told?.Notification?.Title, told?.Notification?.Description));
    }
}
