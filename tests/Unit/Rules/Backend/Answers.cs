using System.Text;
using Notifications.Live;
using Notifications.Rules.Backend;
using Notifications.Rules.Notifying;
using Notifications.Rules.Templates;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Backend;

public sealed class Answers
{
    [Fact]
    public void SayWhatIsToldAndToWhom()
    {
        var notice = Assert.Single(Read(
            """
            { "notifications": [ {
                "to": ["viewers", "assignee", { "users": ["anna"] }], "keep": "always", "show": "never",
                "title": "${event.secret} \ud83d\ude00 \/", "description": "<b>more</b>", "type": "warning", "appearance": "bold",
                "actions": [ { "text": "${x}", "navigate": "/browse/DEMO-1" },
                             { "text": "Approve", "call": { "url": "/rest", "body": { "n": 1, "s": "${y}", "none": null } } } ] } ] }
            """).Notices);

        Assert.True(notice is { Keep: Keeping.Always, Show: false, Type: FlagType.Warning, Bold: true, AutoDismiss: true, To.Viewers: true });
        Assert.Equal(RecipientRole.Assignee, Assert.IsType<RoleAddressee>(notice.To.Persons[0]).Role);
        Assert.Equal("anna", Assert.IsType<NamedAddressee>(notice.To.Persons[1]).User);
        Assert.Equal("${event.secret} \ud83d\ude00 /", notice.Title.Render([]).Text);
        Assert.Equal("<b>more</b>", notice.Description!.Render([]).Text);
        Assert.Equal("${x}", notice.Actions[0].Text.Render([]).Text);
        Assert.Equal("""{"n":1,"s":"${y}","none":null}""", notice.Actions[1].Body!.Render([], null, []));
    }

    [Fact]
    public void MayKeepForThoseWhoAreAwayAndPassOverPreferences()
    {
        var notice = Assert.Single(Read("""{ "notifications": [ { "to": ["assignee"], "title": "x", "keep": "whenAway", "critical": true } ] }""").Notices);

        Assert.Equal((Keeping.WhenAway, true), (notice.Keep, notice.Critical));
    }

    [Theory]
    [InlineData("{}", 0, false)]
    [InlineData("""{ "notifications": [] }""", 0, false)]
    [InlineData("""{ "notify": true }""", 0, true)]
    [InlineData("""{ "notify": true, "notifications": [ { "to": ["viewers"], "title": "Hello" } ] }""", 1, true)]
    public void MayTellNobody(string json, int notices, bool sendsNotify)
    {
        var verdict = Read(json);
        Assert.Equal(notices, verdict.Notices.Count);
        Assert.Equal(sendsNotify, verdict.SendsNotify);
    }

    [Theory]
    [InlineData("<html>", "answer:1:1 This is not JSON.")]
    [InlineData("", "answer:1:1 This is not JSON.")]
    [InlineData("{} {}", "answer:1:4 This is not JSON.")]
    [InlineData("[]", "answer:1:1 The answer must be a map but is a list.")]
    [InlineData("{\n  \"notification\": []\n}", "answer:2:3 The answer has no 'notification'. Did you mean 'notifications'?")]
    [InlineData("""{ "notify": "true" }""", "answer:1:13 'notify' must be true or false.")]
    [InlineData("""{ "notify": true, "notify": false }""", "answer:1:19 'notify' is there twice.")]
    [InlineData("""{ "é": 1, "notifications": 1 }""", "answer:1:28 'notifications' must be a list but is text.")]
    [InlineData("""{ "notifications": [ { "to": ["viewers"] } ] }""", "answer:1:22 A notification needs 'title'.")]
    [InlineData("""{ "notifications": [ { "to": [{ "expression": "event.a", "reason": "lead" }], "title": "x" } ] }""",
        "answer:1:47 An answer can't hold expressions.")]
    [InlineData("""{ "notifications": [ { "to": ["viewers"], "title": "x", "dedupeKey": "k" } ] }""",
        "answer:1:57 A notification has no 'dedupeKey'.")]
    [InlineData("""{ "notifications": [ { "to": ["boss"], "title": "x" } ] }""", "answer:1:31 'to' can't be 'boss'.")]
    [InlineData("""{ "notifications": [ { "to": ["viewers"], "title": "x", "actions": [ { "text": "x", "open": "javascript:alert(1)" } ] } ] }""",
        "answer:1:93 A link must begin with https://, http:// or one /.")]
    [InlineData("""{ "notifications": [ { "to": ["viewers"], "title": "\ud800" } ] }""", "answer:1:52 This is not JSON.")]
    public void AreRefusedWithThePlaceOfTheError(string json, string error)
    {
        var refused = Assert.Throws<BackendFailedException>(() => Read(json));
        Assert.StartsWith("The answer is refused: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(error, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HaveABoundedNumberOfNotifications()
    {
        const string one = """{ "to": ["viewers"], "title": "x" }""";
        Assert.Equal(20, Read($$"""{ "notifications": [{{string.Join(',', Enumerable.Repeat(one, 20))}}] }""").Notices.Count);
        var refused = Assert.Throws<BackendFailedException>(() => Read($$"""{ "notifications": [{{string.Join(',', Enumerable.Repeat(one, 21))}}] }"""));
        Assert.Contains("at most 20 notifications", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NestedTooDeepAreRefused() =>
        Assert.Throws<BackendFailedException>(() => Read(new string('[', 10_000)));

    [Fact]
    public void MayAskForALaterTry() =>
        Assert.Equal(TimeSpan.FromSeconds(60), Assert.Throws<RetryLaterException>(() => Read("""{ "retryAfter": 60, "retryReason": "FUNCTION_UPSTREAM_RATE_LIMITED" }""")).After);

    [Fact]
    public void BecomeNotificationsOfTheRuleEachWithAnIdOfItsOwn()
    {
        var call = new BackendCall { Id = "c", Rule = "rule", RuleVersion = "v", Target = "endpoint:e", Event = SampleEvent.Of() };
        var notices = Read("""{ "notifications": [ { "to": ["viewers"], "title": "One" }, { "to": ["assignee"], "title": "Two", "keep": "always" } ] }""").Notices;

        var told = Deciders.Notices().DecideAnswer(call, notices).ToList();

        Assert.Equal(["One", "Two"], told.Select(one => one.Flag.Title));
        Assert.All(told, one => Assert.Equal("rule", one.Flag.Rule));
        Assert.Equal(2, told.Select(one => one.Flag.Id).Distinct().Count());
        Assert.Equal(told.Select(one => one.Flag.Id), Deciders.Notices().DecideAnswer(call, notices).Select(one => one.Flag.Id));
        Assert.True(told[0] is { EveryViewer: true, ExceptUser: "anna", Kept: [] });
        Assert.Equal(("ben", "assignee"), (told[1].Kept.Single().User, told[1].Kept.Single().Reasons.Single()));
    }

    private static BackendVerdict Read(string json) => AnswerReader.Read(Encoding.UTF8.GetBytes(json));
}
