namespace Notifications.Tests.Unit.Webhooks.Jira;

public class JiraCommentTests
{
    private const string Rest = """ "issue":{"id":"7","key":"A-1"},"comment":{"id":"31","author":{"name":"ann"}} """;

    [Theory]
    [InlineData("issue_commented", "avi:jira:commented:issue")]
    [InlineData("issue_comment_edited", "avi:jira:commented:issue")]
    [InlineData("issue_comment_deleted", "avi:jira:deleted:comment")]
    [InlineData("issue_generic", "avi:jira:updated:issue")]
    public void An_update_that_is_a_comment_is_a_comment(string eventType, string type) =>
        Assert.Equal(type, Given.Event(
            Given.Jira, $$"""{"webhookEvent":"jira:issue_updated","issue_event_type_name":"{{eventType}}",{{Rest}}}""").Type);

    [Fact]
    public void An_update_without_the_comment_stays_an_update() =>
        Assert.Equal("avi:jira:updated:issue", Given.Event(
            Given.Jira, """{"webhookEvent":"jira:issue_updated","issue_event_type_name":"issue_commented","issue":{"key":"A-1"}}""").Type);

    [Theory]
    [InlineData("", "avi:jira:commented:issue")]
    [InlineData(""","changelog":{"items":[]}""", "avi:jira:commented:issue")]
    [InlineData(""","changelog":{"items":[{"field":"status"}]}""", "avi:jira:updated:issue")]
    public void Old_servers_do_not_say_which_sort_of_update_it_is(string changelog, string type) =>
        Assert.Equal(type, Given.Event(Given.Jira, $$"""{"webhookEvent":"jira:issue_updated",{{Rest}}{{changelog}}}""").Type);

    [Fact]
    public void One_comment_that_arrives_as_two_hooks_is_one_event()
    {
        var one = Given.Event(Given.Jira, $$"""{"webhookEvent":"comment_created",{{Rest}}}""", ("X-Atlassian-Webhook-Identifier", "w1"));
        var two = Given.Event(
            Given.Jira,
            $$"""{"webhookEvent":"jira:issue_updated","issue_event_type_name":"issue_commented",{{Rest}}}""",
            ("X-Atlassian-Webhook-Identifier", "w2"));
        Assert.Equal("comment-created:31", one.Id);
        Assert.Equal((one.Id, one.Type, one.Subject, one.Actor), (two.Id, two.Type, two.Subject, two.Actor));
    }

    [Fact]
    public void One_deletion_that_arrives_as_two_hooks_is_one_event() =>
        Assert.Equal(
            Given.Event(Given.Jira, $$"""{"webhookEvent":"comment_deleted",{{Rest}}}""").Id,
            Given.Event(Given.Jira, $$"""{"webhookEvent":"jira:issue_updated","issue_event_type_name":"issue_comment_deleted",{{Rest}}}""").Id);

    [Fact]
    public void Edits_are_events_of_their_own()
    {
        var one = Given.Event(Given.Jira, $$"""{"webhookEvent":"comment_updated","timestamp":1700000000001,{{Rest}}}""");
        var two = Given.Event(Given.Jira, $$"""{"webhookEvent":"comment_updated","timestamp":1700000000002,{{Rest}}}""");
        Assert.NotEqual(one.Id, two.Id);
    }

    [Fact]
    public void A_creation_without_its_issue_does_not_hide_the_hook_that_has_it() =>
        Assert.Equal(22, Given.Event(
            Given.Jira,
            """{"webhookEvent":"comment_created","comment":{"id":"31","self":"https://j.test/rest/api/2/issue/7/comment/31"}}""").Id.Length);
}
