using Notifications.Sources;

namespace Notifications.Tests.Unit.Webhooks;

/// <summary>One body of our own making for each family and shape.</summary>
internal static class Examples
{
    private const string Json = "application/json";

    public static readonly IReadOnlyList<(Source Source, string ContentType, string Body)> All =
    [
        (Given.Jira, Json, """
            {"timestamp":1700000000123,"webhookEvent":"jira:issue_updated","issue_event_type_name":"issue_generic",
             "user":{"self":"https://j.test/rest/api/2/user?accountId=a1","accountId":"a1","displayName":"Ada","active":true},
             "issue":{"id":"7","self":"https://j.test/rest/api/2/issue/7","key":"ABC-12","fields":{"summary":"Größe","labels":["x"],"assignee":null}},
             "changelog":{"id":"1","items":[{"field":"status","from":"1","toString":"Done"}]}}
            """),
        (Given.Jira, Json, """
            {"timestamp":1700000000123,"webhookEvent":"jira:issue_updated","issue_event_type_name":"issue_commented",
             "user":{"self":"https://j.test/rest/api/2/user?username=ada","name":"ada","key":"JIRAUSER1","displayName":"Ada"},
             "issue":{"id":"7","key":"ABC-12"},"comment":{"id":"31","self":"https://j.test/rest/api/2/issue/7/comment/31","body":"hi",
             "author":{"name":"ada"},"created":"2023-11-14T22:13:20.123+0000","updated":"2023-11-14T22:13:20.123+0000"}}
            """),
        (Given.Jira, Json, """{"timestamp":1700000000123,"webhookEvent":"comment_created","comment":{"self":"https://j.test/rest/api/2/issue/7/comment/31","id":"31","author":{"self":"https://j.test/rest/api/2/user?username=ada","displayName":"Ada"}}}"""),
        (Given.Jira, Json, """{"timestamp":1700000000123,"webhookEvent":"worklog_updated","worklog":{"id":"3","issueId":"7","author":{"accountId":"a"},"updateAuthor":{"accountId":"b"}}}"""),
        (Given.Jira, Json, """{"timestamp":1700000000123,"webhookEvent":"attachment_created","attachment":{"id":"5","filename":"a.png","author":{"name":"ada"}}}"""),
        (Given.Jira, Json, """{"timestamp":1700000000123,"webhookEvent":"issuelink_created","issueLink":{"id":1,"sourceIssueId":2,"destinationIssueId":3,"issueLinkType":{"id":4,"name":"Blocks"}}}"""),
        (Given.Jira, Json, """{"timestamp":1700000000123,"webhookEvent":"jira:version_deleted","version":{"id":"10","projectId":1},"mergedTo":{"id":"11"}}"""),
        (Given.Jira, Json, """{"timestamp":1700000000123,"webhookEvent":"project_archived","project":{"id":1,"key":"ABC","projectLead":{"accountId":"a"}}}"""),
        (Given.Jira, Json, """{"timestamp":1700000000123,"webhookEvent":"sprint_updated","sprint":{"id":42,"name":"S"},"oldValue":{"id":42,"name":"T"}}"""),
        (Given.Jira, Json, """{"timestamp":1700000000123,"webhookEvent":"board_configuration_changed","configuration":{"id":11}}"""),
        (Given.Jira, Json, """{"timestamp":1700000000123,"webhookEvent":"user_updated","user":{"name":"ada","key":"ada"}}"""),
        (Given.Jira, Json, """{"timestamp":1700000000123,"webhookEvent":"option_voting_changed","property":{"key":"jira.option.voting","value":"true"}}"""),
        (Given.Jira, Json, """{"eventType":"avi:jira:commented:issue","timestamp":"1700000000123","selfGenerated":false,"atlassianId":"a1","issue":{"id":"7","key":"ABC-12"},"comment":{"id":"1","author":{"accountId":"a1","displayName":"Ada"}}}"""),
        (Given.Wiki, Json, """{"timestamp":1700000000123,"event":"page_moved","userKey":"k1","page":{"id":101},"oldParent":{"id":1}}"""),
        (Given.Wiki, Json, """{"timestamp":1700000000123,"event":"comment_created","userKey":"k1","comment":{"id":103,"parent":{"id":101,"contentType":"page"}}}"""),
        (Given.Wiki, Json, """{"timestamp":1700000000123,"event":"attachment_created","userKey":"k1","attachedTo":{"id":101},"attachments":[{"id":105}]}"""),
        (Given.Wiki, Json, """{"timestamp":1700000000123,"event":"label_added","userKey":"k1","label":{"name":"red"},"labeled":{"id":101,"labels":[{"name":"red"}]}}"""),
        (Given.Wiki, Json, """{"timestamp":1700000000123,"event":"space_created","userKey":"k1","space":{"id":107,"homePage":{"id":108}}}"""),
        (Given.Wiki, Json, """{"timestamp":1700000000123,"event":"group_created","userKey":"k1","group":"team"}"""),
        (Given.Wiki, Json, """{"eventType":"avi:confluence:created:comment","atlassianId":"a1","eventCreatedDate":"2023-11-14T22:13:20.123Z","content":{"id":"9","type":"comment","ancestors":[{"id":"1","type":"comment"}],"container":{"id":"8","type":"page"}}}"""),
        (Given.Wiki, Json, """{"eventType":"avi:confluence:created:relation","relationName":"like","source":{"user":{"accountId":"u"}},"target":{"content":{"id":"8","type":"page"}}}"""),
        (Given.Shop, "application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/orders","type":"order.placed","subject":"order:17","time":"2023-11-14T22:13:20.123Z","actor":"ada","data":{"total":1.5}}"""),
        (Given.Shop, "application/cloudevents-batch+json", """[{"specversion":"1.0","id":"1","source":"/a","type":"t"},{"specversion":"1.0","id":"2","source":"/b","type":"t","data":[1]}]"""),
    ];
}
