using Notifications.Rules.Deciding;
using Notifications.Rules.History;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Filtering;

/// <summary>What the short-cuts of a filter say to the payloads of Jira Cloud, Jira Data Center, Forge and Confluence.</summary>
public sealed class ShortCuts
{
    private const string Cloud = """
        {
          "timestamp": "1700000000123", "webhookEvent": "jira:issue_updated", "eventType": "avi:jira:updated:issue",
          "user": { "accountId": "a1", "displayName": "Ada" },
          "issue": { "id": "10002", "key": "PLAT-7", "fields": {
            "summary": "Cold tea", "labels": ["tea", "kitchen"],
            "project": { "id": "10000", "key": "PLAT", "name": "Platform" },
            "issuetype": { "id": "10004", "name": "Bug" },
            "status": { "id": "10001", "name": "Done" },
            "priority": { "id": "2", "name": "High" } } },
          "changelog": { "id": "1", "items": [
            { "field": "resolution", "fieldId": "resolution", "from": null, "fromString": null, "to": "1", "toString": "Done" },
            { "field": "status", "fieldId": "status", "from": "10000", "fromString": "To Do", "to": "10001", "toString": "Done" } ] }
        }
        """;

    private const string DataCenter = """
        {
          "timestamp": "1700000000123", "webhookEvent": "jira:issue_updated", "eventType": "avi:jira:updated:issue",
          "user": { "name": "ada", "key": "JIRAUSER1" },
          "issue": { "id": "7", "key": "PLAT-7", "fields": {
            "labels": [], "issuetype": { "id": 10004, "name": "Bug" }, "status": { "id": "3", "name": "In Progress" } } },
          "changelog": { "items": [ { "field": "Story Points", "fieldtype": "custom", "from": null, "to": null, "fromString": "3", "toString": "5" } ] }
        }
        """;

    private const string Forge = """
        {
          "eventType": "avi:jira:created:issue", "atlassianId": "a1", "selfGenerated": false,
          "issue": { "id": "10002", "key": "PLAT-7", "fields": {
            "summary": "Cold tea", "issuetype": { "id": "10004", "name": "Task" },
            "project": { "id": "10000", "key": "PLAT" }, "status": { "name": "To Do", "id": "10000" } } }
        }
        """;

    private const string ForgePage = """
        {
          "eventType": "avi:confluence:updated:page", "atlassianId": "a1",
          "content": { "id": "8", "type": "page", "title": "Menu", "space": { "id": 3, "key": "DEV", "name": "Developers" } }
        }
        """;

    [Theory]
    [InlineData("{ projects: PLAT }", Cloud, null)]
    [InlineData("{ projects: [OPS, PLAT] }", Cloud, null)]
    [InlineData("{ projects: OPS }", Cloud, "projects")]
    [InlineData("{ projects: PLAT }", DataCenter, null)]
    [InlineData("{ projects: PLAT }", Forge, null)]
    [InlineData("{ projects: PLAT }", """{ "project": { "id": 1, "key": "PLAT" } }""", null)]
    [InlineData("{ projects: PLAT }", """{ "issue": { "key": "PLAT-X-7" } }""", "projects")]
    [InlineData("{ projects: PLAT }", ForgePage, "projects")]
    [InlineData("{ projects: PLAT }", "{}", "projects")]
    [InlineData("{ issueTypes: Bug }", Cloud, null)]
    [InlineData("{ issueTypes: '10004' }", Cloud, null)]
    [InlineData("{ issueTypes: 10004 }", DataCenter, null)]
    [InlineData("{ issueTypes: Bug }", Forge, "issueTypes")]
    [InlineData("{ statuses: [To Do, Done] }", Cloud, null)]
    [InlineData("{ statuses: done }", Cloud, "statuses")]
    [InlineData("{ statuses: To Do }", Forge, null)]
    [InlineData("{ priorities: High }", Cloud, null)]
    [InlineData("{ priorities: High }", DataCenter, "priorities")]
    [InlineData("{ labels: kitchen }", Cloud, null)]
    [InlineData("{ labels: [coffee, tea] }", Cloud, null)]
    [InlineData("{ labels: tea }", DataCenter, "labels")]
    [InlineData("{ labels: tea }", Forge, "labels")]
    [InlineData("{ changed: status }", Cloud, null)]
    [InlineData("{ changed: [priority, status] }", Cloud, null)]
    [InlineData("{ changed: priority }", Cloud, "changed")]
    [InlineData("{ changed: status }", Forge, "changed")]
    [InlineData("{ changed: { field: status, from: To Do, to: [Done, Closed] } }", Cloud, null)]
    [InlineData("{ changed: { field: status, from: '10000' } }", Cloud, null)]
    [InlineData("{ changed: { field: status, from: Done } }", Cloud, "changed")]
    [InlineData("{ changed: { field: status, to: To Do } }", Cloud, "changed")]
    [InlineData("{ changed: { field: resolution, from: Done } }", Cloud, "changed")]
    [InlineData("{ changed: [{ field: priority }, { field: status, to: Done }] }", Cloud, null)]
    [InlineData("{ changed: { field: Story Points, to: 5 } }", DataCenter, null)]
    [InlineData("{ changed: status }", DataCenter, "changed")]
    [InlineData("{ spaces: DEV }", ForgePage, null)]
    [InlineData("{ spaces: [OPS] }", ForgePage, "spaces")]
    [InlineData("{ spaces: DEV }", """{ "page": { "id": 7, "spaceKey": "DEV" } }""", null)]
    [InlineData("{ spaces: DEV }", """{ "space": { "key": "DEV" } }""", null)]
    [InlineData("{ spaces: DEV }", """{ "page": { "id": 7 } }""", "spaces")]
    [InlineData("{ labels: red }", """{ "label": { "name": "red" }, "labeled": { "id": 101 } }""", null)]
    [InlineData("{ labels: red }", """{ "content": { "metadata": { "labels": { "results": [{ "name": "red" }] } } } }""", null)]
    [InlineData("{ projects: PLAT, issueTypes: Bug, labels: tea, changed: status, statuses: Done }", Cloud, null)]
    [InlineData("{ projects: PLAT, changed: priority, labels: coffee }", Cloud, "labels")]
    public void SayWhichWasNotMet(string filter, string data, string? unmet)
    {
        var decision = Assert.Single(Explain(filter, data));
        Assert.Equal(unmet, decision.Unmet);
        Assert.Equal(unmet is null ? DecisionOutcome.Matched : DecisionOutcome.NotMatched, decision.Outcome);
    }

    [Theory]
    [InlineData("""{ "issue": [1], "changelog": { "items": { } } }""")]
    [InlineData("""{ "issue": { "key": 7, "fields": { "labels": { "a": "tea" }, "status": "Done", "project": [] } } }""")]
    [InlineData("""{ "issue": { "key": "\ud800", "fields": { "labels": ["\ud800", null, 1], "status": { "name": "\ud800" } } }, "changelog": { "items": ["\ud800", null] } }""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void AreNotMetByWhatIsOfAnotherShape(string data)
    {
        foreach (var filter in new[] { "{ projects: PLAT }", "{ spaces: DEV }", "{ labels: tea }", "{ statuses: Done }", "{ changed: status }" })
            Assert.NotNull(Assert.Single(Explain(filter, data)).Unmet);
    }

    [Fact]
    public void FindALabelBesideOneThatIsNoText() =>
        Assert.Null(Assert.Single(Explain("{ labels: tea }", """{ "issue": { "fields": { "labels": ["\ud800", "tea"] } } }""")).Unmet);

    [Fact]
    public void AreAskedBeforeTheExpression()
    {
        var unmet = Assert.Single(Explain("{ labels: coffee, expression: event.absent }", Cloud));
        Assert.Equal(("labels", 0, false), (unmet.Unmet, unmet.Steps, unmet.FilterValue));
        Assert.Null(unmet.FilterError);

        var asked = Assert.Single(Explain("{ labels: tea, expression: event.issue.key == 'PLAT-8' }", Cloud));
        Assert.Equal((null, 5, false), (asked.Unmet, asked.Steps, asked.FilterValue));
        Assert.Equal(DecisionOutcome.NotMatched, asked.Outcome);
    }

    private static IReadOnlyList<Decision> Explain(string filter, string data) =>
        Deciders.Decider().Explain(Deciders.Rule(filter), SampleEvent.Of(data), new SubjectHistory());
}
