namespace Notifications.Tests.Unit.Webhooks.Jira;

public class JiraSubjectTests
{
    [Theory]
    [InlineData("jira:issue_created", """ "issue":{"id":"7","key":"ABC-12"} """, "jira:issue:ABC-12")]
    [InlineData("jira:issue_deleted", """ "issue":{"id":"7"} """, "jira:issue:7")]
    [InlineData("jira:issue_updated", """ "issue":{"id":7,"key":"ABC-12"} """, "jira:issue:ABC-12")]
    [InlineData("jira:issue_updated", """ "issue":{"self":"https://jira.test/rest/api/2/issue/7"} """, "jira:issue:7")]
    [InlineData("issue_property_set", """ "issue":{"id":"7","key":"ABC-12"},"property":{"key":"p"} """, "jira:issue:ABC-12")]
    [InlineData("comment_created", """ "comment":{"id":"9","self":"https://jira.test/jira/rest/api/2/issue/26/comment/9"} """, "jira:issue:26")]
    [InlineData("comment_updated", """ "comment":{"id":"9"},"issue":{"key":"ABC-12"} """, "jira:issue:ABC-12")]
    [InlineData("comment_deleted", """ "comment":{"id":"9","self":"https://jira.test/rest/api/2/issue/…/comment/9"} """, "jira:comment:9")]
    [InlineData("worklog_created", """ "worklog":{"id":"3","issueId":"26"} """, "jira:issue:26")]
    [InlineData("jira:worklog_updated", """ "issue":{"id":"7","key":"ABC-12"} """, "jira:issue:ABC-12")]
    [InlineData("attachment_created", """ "attachment":{"id":"5"} """, "jira:attachment:5")]
    [InlineData("attachment_deleted", """ "attachment":{"id":5},"issue":{"key":"ABC-12"} """, "jira:issue:ABC-12")]
    [InlineData("issuelink_created", """ "issueLink":{"id":1,"sourceIssueId":26,"destinationIssueId":27} """, "jira:issue:26")]
    [InlineData("issuelink_deleted", """ "id":876,"sourceIssueId":222,"destinationIssueId":333 """, "jira:issue:222")]
    [InlineData("issuelink_deleted", """ "issueLink":{"id":1} """, "jira:issuelink:1")]
    [InlineData("project_created", """ "project":{"id":1,"key":"ABC"} """, "jira:project:ABC")]
    [InlineData("project_soft_deleted", """ "project":{"id":1} """, "jira:project:1")]
    [InlineData("jira:version_released", """ "version":{"id":"10","projectId":1} """, "jira:version:10")]
    [InlineData("sprint_started", """ "sprint":{"id":42,"originBoardId":9} """, "jira:sprint:42")]
    [InlineData("board_created", """ "board":{"id":11} """, "jira:board:11")]
    [InlineData("board_configuration_changed", """ "configuration":{"id":11} """, "jira:board:11")]
    [InlineData("filter_updated", """ "filter":{"id":"8"} """, "jira:filter:8")]
    [InlineData("issuetype_created", """ "issuetype":{"id":"4"} """, "jira:issuetype:4")]
    [InlineData("issuetype_created", """ "issueType":{"id":"4"} """, "jira:issuetype:4")]
    [InlineData("user_created", """ "user":{"accountId":"u1","displayName":"Ada"} """, "jira:user:u1")]
    [InlineData("user_updated", """ "user":{"name":"ada","key":"JIRAUSER1"} """, "jira:user:ada")]
    [InlineData("option_voting_changed", """ "property":{"key":"jira.option.voting","value":"true"} """, "jira:configuration:jira.option.voting")]
    [InlineData("option_watching_changed", """ "x":1 """, "jira:configuration:jira")]
    [InlineData("rocket_launched", """ "rocket":{"id":"5"} """, "jira:rocket:5")]
    [InlineData("rocket_launched", """ "x":1 """, "jira:source:jira")]
    [InlineData("rocket_launched", """ "issue":{"key":"ABC-12"} """, "jira:issue:ABC-12")]
    public void The_subject_is_what_a_person_has_open(string name, string rest, string subject)
    {
        var found = Given.Event(Given.Jira, $$"""{"webhookEvent":"{{name}}",{{rest}}}""");
        Assert.Equal(subject, found.Subject.ToString());
        Assert.Equal(("acme", "jira"), (found.Site, found.Source));
    }

    [Theory]
    [InlineData("jira:issue_created", "issue")]
    [InlineData("comment_created", "issue")]
    [InlineData("project_updated", "project")]
    [InlineData("sprint_closed", "sprint")]
    public void A_known_event_without_what_it_is_about_is_refused_with_the_place(string name, string entity) =>
        Assert.Equal($"$.{entity}", Given.Refusal(Given.Jira, $$"""{"webhookEvent":"{{name}}"}""").Place?.Path);

    [Fact]
    public void Odd_characters_of_an_id_are_encoded()
    {
        var found = Given.Event(Given.Jira, """{"webhookEvent":"user_deleted","user":{"name":"CORP\\Ada | <b>\u202e é😀"}}""");
        Assert.Equal("jira:user:CORP%5CAda%20%7C%20%3Cb%3E%E2%80%AE%20é😀", found.Subject.ToString());
    }

    [Fact]
    public void An_endless_id_is_refused() =>
        Assert.Contains("at most 256", Given.Refusal(
            Given.Jira, $$$"""{"webhookEvent":"project_created","project":{"key":"{{{new string('K', 5000)}}}"}}""").Reason, StringComparison.Ordinal);
}
