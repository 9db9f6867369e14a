namespace Notifications.Tests.Unit.Webhooks.Forge;

public class ForgeNormaliserTests
{
    [Theory]
    [InlineData("avi:jira:created:issue", """ "issue":{"id":"1","key":"SP-1"} """, "x:issue:SP-1")]
    [InlineData("avi:jira:viewed:issue", """ "issue":{"id":"1","key":"SP-1"},"user":{"accountId":"u"} """, "x:issue:SP-1")]
    [InlineData("avi:jira:commented:issue", """ "issue":{"id":"1","key":"SP-1"},"comment":{"id":"2"} """, "x:issue:SP-1")]
    [InlineData("avi:jira:mentioned:comment", """ "issue":{"id":"1","key":"SP-1"},"comment":{"id":"2"},"mentionedAccountIds":["u"] """, "x:issue:SP-1")]
    [InlineData("avi:jira:created:issuelink", """ "id":"9","sourceIssueId":"1","destinationIssueId":"2" """, "x:issue:1")]
    [InlineData("avi:jira:created:worklog", """ "worklog":{"id":"3","issueId":"1"} """, "x:issue:1")]
    [InlineData("avi:jira:created:attachment", """ "attachment":{"id":"3","issueId":"1"} """, "x:issue:1")]
    [InlineData("avi:jira:merged:version", """ "version":{"id":"3"},"mergedVersion":{"id":"4"} """, "x:version:3")]
    [InlineData("avi:jira:updated:project", """ "project":{"id":"3","key":"SP"} """, "x:project:SP")]
    [InlineData("avi:jira:created:component", """ "component":{"id":"3"} """, "x:component:3")]
    [InlineData("avi:jira:updated:issuetype", """ "issueType":{"id":"3"} """, "x:issuetype:3")]
    [InlineData("avi:jira:deleted:user", """ "user":{"accountId":"u"} """, "x:user:u")]
    [InlineData("avi:jira:created:field", """ "id":"customfield_1","key":"k" """, "x:field:customfield_1")]
    [InlineData("avi:jira:updated:field:context", """ "id":"5","fieldId":"customfield_1" """, "x:field:customfield_1")]
    [InlineData("avi:jira:updated:field:context:configuration", """ "customFieldId":"customfield_1" """, "x:field:customfield_1")]
    [InlineData("avi:jira:changed:configuration", """ "property":{"key":"jira.option.voting","value":"true"} """, "x:configuration:jira.option.voting")]
    [InlineData("avi:jira:timetracking:provider:changed", """ "property":{"key":"p"} """, "x:configuration:p")]
    [InlineData("avi:jira-software:started:sprint", """ "sprint":{"id":"3"} """, "x:sprint:3")]
    [InlineData("avi:jira-software:configuration-changed:board", """ "configuration":{"id":11} """, "x:board:11")]
    [InlineData("avi:forge:installed:app", """ "app":{"id":"app-1"} """, "x:app:app-1")]
    [InlineData("avi:confluence:liked:page", """ "content":{"id":"8","type":"page","subType":"live"} """, "x:page:8")]
    [InlineData("avi:confluence:updated:blogpost", """ "content":{"id":"8","type":"blogpost"} """, "x:blogpost:8")]
    [InlineData("avi:confluence:moved:whiteboard", """ "content":{"id":"8","type":"whiteboard"} """, "x:whiteboard:8")]
    [InlineData("avi:confluence:copied:database", """ "content":{"id":"8","type":"database"} """, "x:database:8")]
    [InlineData("avi:confluence:created:embed", """ "content":{"id":"8","type":"embed"} """, "x:embed:8")]
    [InlineData("avi:confluence:created:folder", """ "content":{"id":"8","type":"folder"} """, "x:folder:8")]
    [InlineData("avi:confluence:created:comment", """ "content":{"id":"9","type":"comment","container":{"id":"8","type":"page"}} """, "x:page:8")]
    [InlineData("avi:confluence:deleted:comment", """ "content":{"id":"9","type":"comment"} """, "x:comment:9")]
    [InlineData("avi:confluence:viewed:attachment", """ "attachment":{"id":"9","type":"attachment","container":{"id":"8","type":"blogpost"}} """, "x:blogpost:8")]
    [InlineData("avi:confluence:updated:custom_content", """ "content":{"id":"9","type":"ac:app:thing","container":{"id":"8","type":"page"}} """, "x:custom_content:9")]
    [InlineData("avi:confluence:added:label", """ "label":{"id":"1"},"content":{"id":"8","type":"page"} """, "x:page:8")]
    [InlineData("avi:confluence:added:label", """ "label":{"id":"1"},"space":{"id":2,"key":"SP"} """, "x:space:SP")]
    [InlineData("avi:confluence:removed:label", """ "label":{"id":"1"},"template":{"templateId":"7","space":{"key":"SP"}} """, "x:template:7")]
    [InlineData("avi:confluence:deleted:label", """ "label":{"id":"1","name":"red"} """, "x:label:1")]
    [InlineData("avi:confluence:removed:task", """ "task":{"id":1},"content":{"id":"8","type":"page"} """, "x:page:8")]
    [InlineData("avi:confluence:permissions_updated:space:V2", """ "space":{"id":2,"key":"SP"} """, "x:space:SP")]
    [InlineData("avi:confluence:created:user", """ "user":{"accountId":"u"} """, "x:user:u")]
    [InlineData("avi:confluence:created:group", """ "group":{"id":"g-1","name":"team"} """, "x:group:g-1")]
    [InlineData("avi:confluence:created:relation", """ "relationName":"like","source":{"user":{"accountId":"u"}},"target":{"content":{"id":"8","type":"page"}} """, "x:page:8")]
    [InlineData("avi:confluence:deleted:relation", """ "relationName":"favourite","source":{"user":{"accountId":"u"}},"target":{"space":{"key":"SP"}} """, "x:space:SP")]
    [InlineData("avi:confluence:performed:search", """ "query":"secret plan","results":3 """, "x:source:x")]
    [InlineData("avi:tomorrow:grew:tree", """ "tree":{"id":"oak"} """, "x:tree:oak")]
    public void Name_and_subject(string type, string rest, string subject)
    {
        foreach (var source in new[] { Given.Jira with { Name = "x" }, Given.Wiki with { Name = "x" } })
        {
            var found = Given.Event(source, $$"""{"eventType":"{{type}}","atlassianId":"a1",{{rest}}}""");
            Assert.Equal((type, subject, "a1"), (found.Type, found.Subject.ToString(), found.Actor?.Id));
        }
    }

    [Theory]
    [InlineData(""" "selfGenerated":true """, true)]
    [InlineData(""" "selfGenerated":false """, false)]
    [InlineData(""" "selfGenerated":"true" """, false)]
    [InlineData(""" "atlassianId":"bot" """, true)]
    public void Self_generated(string field, bool isSelf)
    {
        var found = Given.Event(Given.Wiki, $$"""{"eventType":"avi:confluence:created:page","content":{"id":"8"},{{field}}}""");
        Assert.Equal((isSelf, isSelf), (found.SelfGenerated, found.Data().GetProperty("selfGenerated").GetBoolean()));
    }

    [Fact]
    public void Times_of_both_products()
    {
        var jira = Given.Event(Given.Jira, """{"eventType":"avi:jira:created:issue","timestamp":"1700000000123","issue":{"key":"A-1"}}""");
        var wiki = Given.Event(Given.Wiki, """{"eventType":"avi:confluence:created:page","eventCreatedDate":"2023-11-14T22:13:20.123Z","content":{"id":"8"}}""");
        Assert.Equal(jira.Time, wiki.Time);
        Assert.Equal("1700000000123", jira.Data().GetProperty("timestamp").GetString());
    }

    [Fact]
    public void The_commenters_name_is_taken_from_the_comment() =>
        Assert.Equal("Ada", Given.Event(Given.Jira, """
            {"eventType":"avi:jira:commented:issue","atlassianId":"a1","issue":{"key":"A-1"},
             "comment":{"id":"1","author":{"accountId":"a1","displayName":"Ada"}}}
            """).Actor?.DisplayName);

    [Theory]
    [InlineData("""{"version":{"by":{"accountId":"a1","displayName":"Ada"}}}""", "Ada")]
    [InlineData("""{"history":{"createdBy":{"accountId":"a1","displayName":"Ada"}}}""", "Ada")]
    [InlineData("""{"version":{"by":{"accountId":"a2","displayName":"Bob"}},"history":{"createdBy":{"accountId":"a1","displayName":"Ada"}}}""", "Ada")]
    [InlineData("""{"version":{"by":{"accountId":"a2","displayName":"Bob"}}}""", null)]
    [InlineData("""{"version":{"by":{"accountId":"a1","displayName":"a1"}}}""", null)]
    [InlineData("""{"version":"1"}""", null)]
    public void The_name_of_whoever_changed_a_page_is_taken_from_its_authors(string content, string? name)
    {
        var found = Given.Event(Given.Wiki, $$"""{"eventType":"avi:confluence:updated:page","atlassianId":"a1","content":{"id":"8",{{content[1..]}}}""");

        Assert.Equal(("a1", name), (found.Actor?.Id, found.Actor?.DisplayName));
    }

    [Theory]
    [InlineData("avi:jira")]
    [InlineData("avi:jira:created:is sue")]
    [InlineData("avi:jira:created:\\u0000")]
    public void A_name_that_is_none_is_refused(string type) =>
        Assert.Equal("$.eventType", Given.Refusal(Given.Jira, $$$"""{"eventType":"{{{type}}}","issue":{"key":"A-1"}}""").Place?.Path);
}
