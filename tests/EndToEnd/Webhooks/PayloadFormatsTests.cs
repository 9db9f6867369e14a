using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Webhooks;

public sealed class PayloadFormatsTests(SharedGateway shared)
{
    private static readonly Dictionary<string, string> Secrets = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["jira"] = GatewayProcess.JiraSecret,
        ["wiki"] = GatewayProcess.WikiSecret,
    };

    private readonly GatewayProcess _gateway = shared.Gateway;

    // Body, type, subject, actor.
    public static TheoryData<string, string, string, string?> Jira => new()
    {
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "jira:issue_created", "issue_event_type_name": "issue_created", "user": { "accountId": "acc-ann", "displayName": "Ann" }, "issue": { "id": "10101", "key": "FORM-1", "fields": { "summary": "The lamp flickers" } } }""",
            "avi:jira:created:issue", "jira:issue:FORM-1", "acc-ann"
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "jira:issue_updated", "issue_event_type_name": "issue_generic", "user": { "name": "ann", "key": "JIRAUSER10001", "displayName": "Ann" }, "issue": { "id": "10101", "key": "FORM-1", "fields": {} }, "changelog": { "id": "1", "items": [{ "field": "summary", "fromString": "a", "toString": "b" }] } }""",
            "avi:jira:updated:issue", "jira:issue:FORM-1", "ann"
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "jira:issue_deleted", "user": { "key": "JIRAUSER10001" }, "issue": { "id": "10102", "key": "FORM-2" } }""",
            "avi:jira:deleted:issue", "jira:issue:FORM-2", "JIRAUSER10001"
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "comment_created", "comment": { "id": "20101", "author": { "accountId": "acc-cho" }, "body": "Tea?" }, "issue": { "id": "10103", "key": "FORM-3" } }""",
            "avi:jira:commented:issue", "jira:issue:FORM-3", "acc-cho"
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "comment_created", "comment": { "self": "https://jira.example.com/rest/api/2/issue/10104/comment/20102", "id": "20102", "author": { "name": "cho" }, "body": "Tea!" } }""",
            "avi:jira:commented:issue", "jira:issue:10104", "cho"
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "comment_updated", "comment": { "id": "20103", "author": { "name": "cho" }, "updateAuthor": { "name": "dan" } } }""",
            "avi:jira:commented:issue", "jira:comment:20103", "dan"
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "comment_deleted", "comment": { "id": "20104", "author": { "name": "cho" } }, "issue": { "key": "FORM-4" } }""",
            "avi:jira:deleted:comment", "jira:issue:FORM-4", "cho"
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "jira:issue_updated", "issue_event_type_name": "issue_commented", "user": { "name": "cho" }, "issue": { "id": "10105", "key": "FORM-5" }, "comment": { "id": "20105", "author": { "name": "cho" } } }""",
            "avi:jira:commented:issue", "jira:issue:FORM-5", "cho"
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "worklog_created", "worklog": { "id": "30101", "issueId": "10106", "author": { "accountId": "acc-dan" }, "timeSpent": "1h" } }""",
            "avi:jira:created:worklog", "jira:issue:10106", "acc-dan"
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "attachment_created", "attachment": { "id": "30201", "filename": "lamp.png", "author": { "accountId": "acc-dan" } } }""",
            "avi:jira:created:attachment", "jira:attachment:30201", "acc-dan"
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "issuelink_created", "issueLink": { "id": 30301, "sourceIssueId": 10107, "destinationIssueId": 10108, "issueLinkType": { "id": 10000, "name": "Blocks" } } }""",
            "avi:jira:created:issuelink", "jira:issue:10107", null
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "jira:version_released", "version": { "id": "40101", "name": "1.0", "projectId": 10000 } }""",
            "avi:jira:released:version", "jira:version:40101", null
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "project_created", "project": { "id": 10000, "key": "FORM", "name": "Formats", "projectLead": { "accountId": "acc-ann" } } }""",
            "avi:jira:created:project", "jira:project:FORM", null
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "project_soft_deleted", "project": { "id": 10000, "key": "FORM" } }""",
            "avi:jira:softdeleted:project", "jira:project:FORM", null
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "sprint_started", "sprint": { "id": 51, "name": "Sprint 51", "originBoardId": 61 } }""",
            "avi:jira-software:started:sprint", "jira:sprint:51", null
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "board_created", "board": { "id": 61, "name": "Board", "type": "scrum" } }""",
            "avi:jira-software:created:board", "jira:board:61", null
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "board_configuration_changed", "configuration": { "id": 61, "name": "Board" } }""",
            "avi:jira-software:configuration-changed:board", "jira:board:61", null
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "user_created", "user": { "accountId": "acc-eve", "displayName": "Eve" } }""",
            "avi:jira:created:user", "jira:user:acc-eve", null
        },
        {
            """{ "timestamp": 1760000000000, "webhookEvent": "option_voting_changed", "property": { "key": "jira.option.voting", "value": "true" } }""",
            "avi:jira:changed:configuration", "jira:configuration:jira.option.voting", null
        },
        {
            """{ "eventType": "avi:jira:assigned:issue", "timestamp": "1760000000000", "atlassianId": "acc-ann", "selfGenerated": false, "issue": { "id": "10109", "key": "FORM-9" } }""",
            "avi:jira:assigned:issue", "jira:issue:FORM-9", "acc-ann"
        },
    };

    // Body, type, subject, actor.
    public static TheoryData<string, string, string, string?> Confluence => new()
    {
        // Data Center: ids only.
        {
            """{ "timestamp": 1760000000000, "event": "page_created", "userKey": "key-ann", "page": { "id": 700101 } }""",
            "avi:confluence:created:page", "wiki:page:700101", "key-ann"
        },
        {
            """{ "timestamp": 1760000000000, "event": "page_trashed", "userKey": "key-ann", "page": { "id": 700102 } }""",
            "avi:confluence:trashed:page", "wiki:page:700102", "key-ann"
        },
        {
            """{ "timestamp": 1760000000000, "event": "blog_updated", "userKey": "key-ben", "blog": { "id": 700201 } }""",
            "avi:confluence:updated:blogpost", "wiki:blogpost:700201", "key-ben"
        },
        {
            """{ "timestamp": 1760000000000, "event": "comment_created", "userKey": "key-ben", "comment": { "id": 700301 } }""",
            "avi:confluence:created:comment", "wiki:comment:700301", "key-ben"
        },
        {
            """{ "timestamp": 1760000000000, "event": "comment_removed", "userKey": "key-ben", "comment": { "id": 700302, "parent": { "id": 700103 } } }""",
            "avi:confluence:deleted:comment", "wiki:page:700103", "key-ben"
        },
        {
            """{ "timestamp": 1760000000000, "event": "attachment_created", "userKey": "key-ben", "attachments": [{ "id": 700401 }], "attachedTo": { "id": 700104 } }""",
            "avi:confluence:created:attachment", "wiki:page:700104", "key-ben"
        },
        {
            """{ "timestamp": 1760000000000, "event": "space_updated", "userKey": "key-ann", "space": { "key": "FORM" } }""",
            "avi:confluence:updated:space:V2", "wiki:space:FORM", "key-ann"
        },
        {
            """{ "timestamp": 1760000000000, "event": "space_removed", "userKey": "key-ann", "space": { "id": 700501 } }""",
            "avi:confluence:deleted:space:V2", "wiki:space:700501", "key-ann"
        },
        {
            """{ "timestamp": 1760000000000, "event": "label_added", "userKey": "key-ann", "label": { "id": 700601 }, "labeled": { "id": 700105 } }""",
            "avi:confluence:added:label", "wiki:page:700105", "key-ann"
        },
        {
            """{ "timestamp": 1760000000000, "event": "label_created", "label": { "id": 700602, "name": "tea" } }""",
            "avi:confluence:created:label", "wiki:label:700602", null
        },

        // Forge.
        {
            """{ "eventType": "avi:confluence:created:page", "atlassianId": "acc-ann", "eventCreatedDate": "2025-10-09T08:53:20.000Z", "selfGenerated": false, "content": { "id": "800101", "type": "page", "title": "Tea" } }""",
            "avi:confluence:created:page", "wiki:page:800101", "acc-ann"
        },
        {
            """{ "eventType": "avi:confluence:created:comment", "atlassianId": "acc-ben", "content": { "id": "800301", "type": "comment", "container": { "id": "800102", "type": "page" } } }""",
            "avi:confluence:created:comment", "wiki:page:800102", "acc-ben"
        },
        {
            """{ "eventType": "avi:confluence:created:comment", "atlassianId": "acc-ben", "content": { "id": "800302", "type": "comment", "container": { "id": "800201", "type": "blogpost" } } }""",
            "avi:confluence:created:comment", "wiki:blogpost:800201", "acc-ben"
        },
        {
            """{ "eventType": "avi:confluence:created:attachment", "atlassianId": "acc-ben", "attachment": { "id": "800401", "type": "attachment", "container": { "id": "800103", "type": "page" } } }""",
            "avi:confluence:created:attachment", "wiki:page:800103", "acc-ben"
        },
        {
            """{ "eventType": "avi:confluence:added:label", "atlassianId": "acc-cho", "label": { "id": "800601", "name": "tea", "prefix": "global" }, "content": { "id": "800104", "type": "page" } }""",
            "avi:confluence:added:label", "wiki:page:800104", "acc-cho"
        },
        {
            """{ "eventType": "avi:confluence:updated:task", "atlassianId": "acc-cho", "task": { "id": 1, "status": "complete" }, "content": { "id": "800105", "type": "page" } }""",
            "avi:confluence:updated:task", "wiki:page:800105", "acc-cho"
        },
        {
            """{ "eventType": "avi:confluence:created:space:V2", "atlassianId": "acc-ann", "space": { "id": 800501, "key": "TEA", "name": "Tea" } }""",
            "avi:confluence:created:space:V2", "wiki:space:TEA", "acc-ann"
        },
    };

    [Theory, MemberData(nameof(Jira))]
    public Task Jira_tells_what_happened_where_and_by_whom(string body, string type, string subject, string? actor) =>
        AssertBecomesAsync("jira", body, type, subject, actor);

    [Theory, MemberData(nameof(Confluence))]
    public Task Confluence_tells_what_happened_where_and_by_whom(string body, string type, string subject, string? actor) =>
        AssertBecomesAsync("wiki", body, type, subject, actor);

    private async Task AssertBecomesAsync(string source, string body, string type, string subject, string? actor)
    {
        using var answer = await PostAsync(source, Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var accepted = Assert.Single((await answer.Content.ReadFromJsonAsync<JsonObject>())!["events"]!.AsArray())!;
        Assert.Equal(
            (type, subject, actor),
            (accepted["type"]!.GetValue<string>(), accepted["subject"]!.GetValue<string>(), accepted["actor"]?.GetValue<string>()));
    }

    private Task<HttpResponseMessage> PostAsync(string source, byte[] body) =>
        Hook.PostAsync(_gateway.Http, source, body, Hook.Signature(Secrets[source], body));
}
