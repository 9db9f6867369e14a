using System.Text;
using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.History;
using Notifications.Rules.Mentions;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Mentions;

public sealed class MentionsOfEvents
{
    private const string Document = """
        { "type": "doc", "version": 1, "content": [
          { "type": "paragraph", "content": [ { "type": "text", "text": "Hello " }, { "type": "mention", "attrs": { "id": "5b", "text": "@Anna" } } ] },
          { "type": "bulletList", "content": [ { "type": "listItem", "content": [ { "type": "paragraph", "content": [ { "type": "mention", "attrs": { "id": "6c" } } ] } ] } ] },
          { "type": "paragraph", "content": [ { "type": "mention", "attrs": { "id": "all" } }, { "type": "mention", "attrs": {} }, { "type": "mention" } ] } ] }
        """;

    [Theory]
    [InlineData("avi:jira:commented:issue", """{ "comment": { "id": "1", "body": "[~anna]" }, "issue": { "fields": { "description": "[~ben]" } } }""", "name:anna")]
    [InlineData("avi:jira:commented:issue", """{ "comment": { "id": "1", "body": DOCUMENT } }""", "account:5b account:6c")]
    [InlineData("avi:jira:deleted:comment", """{ "comment": { "id": "1", "body": "[~anna]" } }""", "")]
    [InlineData("avi:jira:created:issue", """{ "issue": { "fields": { "description": "for [~anna]" } } }""", "name:anna")]
    [InlineData("avi:jira:created:issue", """{ "issue": { "fields": { "description": DOCUMENT } } }""", "account:5b account:6c")]
    [InlineData("avi:jira:created:issue", """{ "issue": { "fields": { "description": null } } }""", "")]
    [InlineData("avi:jira:updated:issue", """{ "issue": { "fields": { "description": "for [~anna]" } }, "changelog": { "items": [ { "field": "status" } ] } }""", "")]
    [InlineData("avi:jira:updated:issue", """{ "changelog": { "items": [ { "field": "description", "fromString": "[~anna]", "toString": "[~anna] [~ben]" } ] } }""", "name:ben")]
    [InlineData("avi:jira:updated:issue", """{ "changelog": { "items": [ { "field": "description", "fromString": null, "toString": "[~ben]" } ] } }""", "name:ben")]
    [InlineData("avi:jira:mentioned:comment", """{ "mentionedAccountIds": ["5b", 7, ""] }""", "account:5b")]
    [InlineData("avi:confluence:created:page", """{ "content": { "id": "1", "body": { "storage": { "value": "<ac:link><ri:user ri:account-id='5b'/></ac:link>" } } } }""", "account:5b")]
    [InlineData("avi:confluence:created:comment", """{ "content": { "id": "1", "type": "comment", "body": { "atlas_doc_format": { "value": WRITTEN } } } }""", "account:5b account:6c")]
    [InlineData("avi:confluence:viewed:page", """{ "content": { "id": "1", "body": { "storage": { "value": "<ac:link><ri:user ri:account-id='5b'/></ac:link>" } } } }""", "")]
    [InlineData("avi:confluence:created:page", """{ "page": { "id": 1015810 } }""", "")]
    [InlineData("avi:jira:commented:issue", """{ "comment": { "id": "1", "body": "{\"type\":\"doc\" broken [~anna]" } }""", "name:anna")]
    [InlineData("avi:jira:commented:issue", """{ "comment": { "id": "1", "body": "\ud800[~anna]" } }""", "")]
    [InlineData("avi:jira:commented:issue", """{ "comment": 7 }""", "")]
    [InlineData("avi:jira:commented:issue", "[]", "")]
    public void AreFoundWhereTheEventHasThem(string type, string data, string mentioned)
    {
        data = data.Replace("DOCUMENT", Document, StringComparison.Ordinal).Replace("WRITTEN", JsonSerializer.Serialize(Document), StringComparison.Ordinal);
        Assert.Equal(mentioned, Find(SampleEvent.Of(data, type), new SubjectHistory()));
    }

    [Fact]
    public void OfAChangedCommentAreThoseThatItDidNotHaveBefore()
    {
        var history = new SubjectHistory();
        history.Add(Comment("9", "[~cleo]"));
        history.Add(Comment("1", "[~anna]"));
        history.Add(Comment("1", "[~anna] [~ben]"));
        history.Add(Comment("8", ""));
        Assert.Equal("name:cleo", Find(Comment("1", "[~anna] [~ben] [~cleo]"), history));
        Assert.Equal("name:anna", Find(Comment("2", "[~anna]"), history));
    }

    [Fact]
    public void OfAChangedPageAreThoseThatItDidNotHaveBefore()
    {
        var history = new SubjectHistory();
        history.Add(Page("1", "5b"));
        Assert.Equal("account:6c", Find(Page("1", "5b", "6c"), history));
        Assert.Equal("account:5b", Find(Page("2", "5b"), history));
    }

    [Fact]
    public void OfADocumentThatIsNestedTooDeeplyAreNone()
    {
        var text = new StringBuilder();
        for (var level = 0; level < 1_000; level++)
            text.Append("""{"type":"doc","content":[""");
        Assert.Equal("", Find(Comment("1", text.ToString()), new SubjectHistory()));
    }

    private static Event Comment(string id, string body) =>
        SampleEvent.Of(JsonSerializer.Serialize(new { comment = new { id, body } }), "avi:jira:commented:issue");

    private static Event Page(string id, params string[] accounts) => SampleEvent.Of(
        JsonSerializer.Serialize(new
        {
            content = new
            {
                id,
                body = new { storage = new { value = string.Concat(accounts.Select(account => $"<ac:link><ri:user ri:account-id=\"{account}\"/></ac:link>")) } },
            },
        }),
        "avi:confluence:updated:page");

    private static string Find(Event @event, SubjectHistory history)
    {
        using var data = JsonDocument.Parse(@event.Data);
        return Mentioned.Show(EventMentions.Find(@event, data.RootElement, history));
    }
}
