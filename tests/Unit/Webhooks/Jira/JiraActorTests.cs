using Notifications.Events;

namespace Notifications.Tests.Unit.Webhooks.Jira;

public class JiraActorTests
{
    [Theory]
    [InlineData("""{"accountId":"a1","name":"ada","key":"k1","displayName":"Ada"}""", "a1")]
    [InlineData("""{"name":"ada","key":"k1","displayName":"Ada"}""", "ada")]
    [InlineData("""{"key":"k1","displayName":"Ada"}""", "k1")]
    [InlineData("""{"self":"https://j.test/rest/api/2/user?accountId=557058%3Aab","displayName":"Ada"}""", "557058:ab")]
    [InlineData("""{"self":"https://j.test/rest/api/2/user?username=ada","displayName":"Ada"}""", "ada")]
    [InlineData("""{"self":"https://j.test/rest/api/2/user?key=JIRAUSER1","displayName":"Ada"}""", "JIRAUSER1")]
    [InlineData("""{"self":"https://j.test/rest/api/2/user?username=…","displayName":"Ada"}""", null)]
    [InlineData("""{"displayName":"Ada"}""", null)]
    public void A_person_is_known_by_the_best_name_there_is(string user, string? id)
    {
        var actor = Given.Event(Given.Jira, $$"""{"webhookEvent":"jira:issue_updated","issue":{"key":"A-1"},"user":{{user}}}""").Actor;
        Assert.Equal((id, "Ada"), (actor?.Id, actor?.DisplayName));
    }

    [Theory]
    [InlineData("comment_created", "comment", "ann")]
    [InlineData("comment_updated", "comment", "ben")]
    [InlineData("worklog_created", "worklog", "ann")]
    [InlineData("worklog_updated", "worklog", "ben")]
    public void Author_or_last_editor_did_it(string name, string entity, string id) =>
        Assert.Equal(id, Given.Event(
            Given.Jira,
            $$$"""{"webhookEvent":"{{{name}}}","issue":{"key":"A-1"},"{{{entity}}}":{"id":"1","author":{"name":"ann"},"updateAuthor":{"name":"ben"} } }""").Actor?.Id);

    [Fact]
    public void The_author_of_an_attachment_did_it() =>
        Assert.Equal("ann", Given.Event(
            Given.Jira, """{"webhookEvent":"attachment_created","attachment":{"id":"1","author":{"name":"ann"}}}""").Actor?.Id);

    [Theory]
    [InlineData("""{"webhookEvent":"user_updated","user":{"name":"ann"}}""")]
    [InlineData("""{"webhookEvent":"issuelink_created","issueLink":{"id":1,"sourceIssueId":2}}""")]
    [InlineData("""{"webhookEvent":"sprint_created","sprint":{"id":1}}""")]
    [InlineData("""{"webhookEvent":"jira:issue_updated","issue":{"key":"A-1"},"user":null}""")]
    public void Nobody_is_invented(string body) => Assert.Null(Given.Event(Given.Jira, body).Actor);

    [Theory]
    [InlineData("""{"accountId":"bot"}""", true)]
    [InlineData("""{"accountId":"x","name":"bot"}""", true)]
    [InlineData("""{"name":"x","key":"bot"}""", true)]
    [InlineData("""{"name":"robot"}""", false)]
    [InlineData("""{"displayName":"bot"}""", false)]
    public void Our_own_account_is_known_under_each_of_its_names(string user, bool isSelf)
    {
        var found = Given.Event(Given.Jira, $$"""{"webhookEvent":"jira:issue_updated","issue":{"key":"A-1"},"user":{{user}}}""");
        Assert.Equal(isSelf, found.SelfGenerated);
        Assert.Equal(isSelf, found.Data().GetProperty("selfGenerated").GetBoolean());
    }

    [Fact]
    public void Each_name_is_kept() =>
        Assert.Equal(
            new Actor { Id = "a", AccountId = "a", Name = "b", Key = "c", DisplayName = "D" },
            Given.Event(Given.Jira, """
                {"webhookEvent":"jira:issue_created","issue":{"key":"A-1"},
                 "user":{"accountId":"a","name":"b","key":"c","displayName":"D"}}
                """).Actor);

    [Fact]
    public void An_absurd_name_is_no_id_and_not_shown_as_it_is()
    {
        var user = $$"""{"accountId":"{{new string('a', 5000)}}","name":"\u0000","key":"k1","displayName":"A\u0000da{{new string('!', 5000)}}"}""";
        var actor = Given.Event(Given.Jira, $$"""{"webhookEvent":"jira:issue_created","issue":{"key":"A-1"},"user":{{user}} }""").Actor;
        Assert.Equal((null, null, "k1", 255), (actor?.AccountId, actor?.Name, actor?.Id, actor?.DisplayName?.Length));
        Assert.StartsWith("Ada!", actor?.DisplayName, StringComparison.Ordinal);
    }
}
