namespace Notifications.Tests.Unit.Webhooks.Confluence;

public class ConfluenceNormaliserTests
{
    [Theory]
    [InlineData("page_updated", """ "page":{"id":101},"updateTrigger":"edit_page" """, "wiki:page:101")]
    [InlineData("page_moved", """ "page":{"id":101},"oldParent":{"id":1},"newParent":{"id":2} """, "wiki:page:101")]
    [InlineData("page_children_reordered", """ "page":{"id":101},"oldSortedChildren":[{"id":1}],"newSortedChildren":[{"id":1}] """, "wiki:page:101")]
    [InlineData("blog_created", """ "blog":{"id":102} """, "wiki:blogpost:102")]
    [InlineData("blog_trashed", """ "blogpost":{"id":102} """, "wiki:blogpost:102")]
    [InlineData("blueprint_page_created", """ "page":{"id":101},"blueprint":{"id":"b"},"creator":"k" """, "wiki:page:101")]
    [InlineData("comment_created", """ "comment":{"id":103} """, "wiki:comment:103")]
    [InlineData("comment_created", """ "comment":{"id":103,"parent":{"id":101}} """, "wiki:page:101")]
    [InlineData("comment_updated", """ "comment":{"id":103,"parent":{"id":102,"contentType":"blogpost"}} """, "wiki:blogpost:102")]
    [InlineData("comment_updated", """ "comment":{"id":103,"parent":{"id":104,"contentType":"comment","parent":{"id":101,"contentType":"page"}}} """, "wiki:page:101")]
    [InlineData("comment_removed", """ "comment":{"id":103},"page":{"id":101} """, "wiki:page:101")]
    [InlineData("attachment_created", """ "attachedTo":{"id":101},"attachments":[{"id":105}] """, "wiki:page:101")]
    [InlineData("attachment_updated", """ "attachedTo":{"id":102,"contentType":"blogpost"},"attachments":[{"id":105}] """, "wiki:blogpost:102")]
    [InlineData("attachment_removed", """ "attachments":[{"id":105}] """, "wiki:attachment:105")]
    [InlineData("attachment_trashed", """ "attachment":{"id":105} """, "wiki:attachment:105")]
    [InlineData("content_created", """ "content":{"id":106} """, "wiki:content:106")]
    [InlineData("content_updated", """ "content":{"id":106,"contentType":"page"} """, "wiki:page:106")]
    [InlineData("content_permissions_updated", """ "content":{"id":106},"type":"View" """, "wiki:content:106")]
    [InlineData("label_added", """ "label":{"name":"red"},"labeled":{"id":101,"labels":[{"name":"red"}]} """, "wiki:page:101")]
    [InlineData("label_removed", """ "label":{"name":"red"},"labeled":{"id":102,"contentType":"blogpost"} """, "wiki:blogpost:102")]
    [InlineData("label_created", """ "label":{"name":"red"} """, "wiki:label:red")]
    [InlineData("space_created", """ "space":{"id":107} """, "wiki:space:107")]
    [InlineData("space_updated", """ "space":{"id":107,"key":"SP"} """, "wiki:space:SP")]
    [InlineData("space_permissions_updated", """ "space":{"key":"~ada"} """, "wiki:space:~ada")]
    [InlineData("group_created", """ "group":"confluence-users" """, "wiki:group:confluence-users")]
    [InlineData("user_created", """ "userProfile":{"userKey":"k2"} """, "wiki:user:k2")]
    [InlineData("user_removed", """ "user":{"username":"ada","userKey":"k2"} """, "wiki:user:k2")]
    [InlineData("theme_enabled", """ "global":false,"spaceKey":"SP","newThemeKey":"x" """, "wiki:space:SP")]
    [InlineData("theme_enabled", """ "global":true,"spaceKey":"","newThemeKey":"x" """, "wiki:source:wiki")]
    public void The_subject_is_what_a_person_has_open(string name, string rest, string subject)
    {
        var found = Given.Event(Given.Wiki, $$"""{"timestamp":1700000000123,"event":"{{name}}","userKey":"k1",{{rest}}}""");
        Assert.Equal(subject, found.Subject.ToString());
        Assert.Equal(("k1", "k1"), (found.Actor?.Id, found.Actor?.Key));
        Assert.Equal(1700000000123, found.Time.ToUnixTimeMilliseconds());
        Assert.Equal("2023-11-14T22:13:20.123Z", found.Data().GetProperty("eventCreatedDate").GetString());
        Assert.Equal("k1", found.Data().GetProperty("atlassianId").GetString());
    }

    [Fact]
    public void Permissions_of_a_page_have_Forges_name_when_it_is_told_to_be_one() =>
        Assert.Equal("avi:confluence:permissions_updated:page", Given.Event(
            Given.Wiki, """{"event":"content_permissions_updated","content":{"id":1,"contentType":"page"}}""").Type);

    [Fact]
    public void The_Cloud_shape_names_people_by_account() =>
        Assert.Equal("a1", Given.Event(Given.Wiki, """{"event":"page_created","userAccountId":"a1","page":{"id":"1"}}""").Actor?.AccountId);

    [Fact]
    public void Nobody_is_nobody() => Assert.Null(Given.Event(Given.Wiki, """{"event":"page_created","userKey":"","page":{"id":1}}""").Actor);

    [Fact]
    public void Our_own_account_is_known() => Assert.True(Given.Event(Given.Wiki, """{"event":"page_created","userKey":"bot","page":{"id":1}}""").SelfGenerated);

    [Theory]
    [InlineData("{}")]
    [InlineData(" { } ")]
    [InlineData("""{"test":true}""")]
    public void A_test_of_the_connection_is_neither_event_nor_refusal(string body) => Assert.True(Given.Read(Given.Wiki, body).IsTest);

    [Fact]
    public void A_body_without_a_name_is_refused() => Assert.Equal("$.event", Given.Refusal(Given.Wiki, """{"page":{"id":1}}""").Place?.Path);

    [Fact]
    public void A_page_without_an_id_is_refused() => Assert.Equal("$.page", Given.Refusal(Given.Wiki, """{"event":"page_created","page":{}}""").Place?.Path);
}
