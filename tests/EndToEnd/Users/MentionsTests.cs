using System.Net;
using System.Text.Json.Nodes;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Users;

public sealed class MentionsTests
{
    private const string Rules = """
        modules:
          trigger:
            - key: mentioned
              events: [avi:jira:commented:issue]
              notify:
                to: [mentioned, assignee]
                keep: always
                title: "comment ${event.comment.id}"
        """;

    [Fact]
    public async Task One_comment_that_arrives_twice_notifies_once_whom_it_mentions()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        File.WriteAllText(Path.Combine(gateway.RulesDirectory, "demo.yaml"), Rules);
        await gateway.WaitForOutputAsync("Loaded demo.yaml: 1 rules.");
        await gateway.WaitForOutputAsync("are in force.");
        using (var set = await Api.PutIdentityAsync(gateway, "anna@example.com", ("accountId", "5b-anna")))
            Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        await using var anna = await HubSession.ViewAsync(gateway, "anna@example.com", "jira:issue:MENT-1");
        await using var ben = await HubSession.ViewAsync(gateway, "ben", "jira:issue:MENT-1");

        await using var elsewhere = await HubSession.ConnectAsync(gateway);
        await elsewhere.AttachAsync(new Tokens(gateway.KeyFile).For("anna@example.com", []));

        // Ben writes it and mentions himself too.
        await PostAsync(gateway, Comment("comment_created", "4711", "[~accountid:5b-anna] [~accountid:ben] look"));
        await PostAsync(gateway, Comment("jira:issue_updated", "4711", "[~accountid:5b-anna] [~accountid:ben] look"), HttpStatusCode.OK);
        await PostAsync(gateway, Comment("comment_created", "4712", "{code}[~accountid:5b-anna]{code}"));
        await PostAsync(gateway, Comment("jira:issue_updated", "4713", "[~accountid:5b-anna] again"));
        await PostAsync(gateway, Comment("comment_created", "4713", "[~accountid:5b-anna] again"), HttpStatusCode.OK);
        await PostAsync(gateway, Comment("comment_created", "4714", "[~accountid:ben] from anna", author: "5b-anna"));

        Assert.Equal(["comment 4711"], await anna.NextTitlesAsync());
        Assert.Equal(["comment 4713"], await anna.NextTitlesAsync());
        Assert.Equal(["comment 4714"], await ben.NextTitlesAsync());
        Assert.Equal(1, (await elsewhere.NextCountsAsync()).GetProperty("unread").GetInt64());
        Assert.Equal(2, (await elsewhere.NextCountsAsync()).GetProperty("unread").GetInt64());
    }

    private static JsonObject Comment(string hook, string id, string body, string author = "ben")
    {
        var comment = Hook.StatusChanged("MENT-1", "Open", actor: author);
        comment["webhookEvent"] = hook;
        comment["issue_event_type_name"] = "issue_commented";
        comment.Remove("changelog");
        comment["comment"] = new JsonObject { ["id"] = id, ["body"] = body, ["author"] = new JsonObject { ["accountId"] = author } };
        return comment;
    }

    private static async Task PostAsync(GatewayProcess gateway, JsonObject hook, HttpStatusCode status = HttpStatusCode.Accepted)
    {
        using var answer = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, hook);
        Assert.Equal(status, answer.StatusCode);
    }
}
