using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.Deciding;
using Notifications.Rules.History;
using Notifications.Tests.Unit.Users.Identities;
using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Rules.Deciding;

/// <summary>Who is told, and every reason why.</summary>
public sealed class Reasons
{
    private const string Issue = """
        {
          "issue": { "key": "DEMO-1", "fields": {
            "assignee": { "name": "ben", "key": "K2" }, "reporter": { "key": "cleo" }, "creator": { "accountId": "dora" },
            "watches": { "watchCount": 2, "watchers": [ { "name": "ben" }, { "name": "emil" }, 7 ] },
            "components": [ { "lead": { "accountId": "fay" } }, { "lead": { "accountId": "gus" } }, { "name": "none" } ] } },
          "comment": { "id": "1", "author": { "name": "hanna" }, "body": "[~ben], [~ida]: look, says [~anna]" },
          "changelog": { "items": [ { "field": "assignee", "from": "jan", "to": "ben" } ] }
        }
        """;

    [Theory]
    [InlineData("[creator]", "dora:creator")]
    [InlineData("[author]", "hanna:author")]
    [InlineData("[watchers]", "ben:watchers emil:watchers")]
    [InlineData("[mentioned]", "ben:mentioned ida:mentioned")]
    [InlineData("[previousAssignee]", "jan:previousAssignee")]
    [InlineData("[assignee, mentioned, watchers]", "ben:assignee+mentioned+watchers ida:mentioned emil:watchers")]
    [InlineData("[{ users: [K2, ida] }, assignee, mentioned]", "ben:named+assignee+mentioned ida:named+mentioned")]
    [InlineData("[{ groups: [oncall, ops] }, assignee]", "ben:group:oncall+assignee kim:group:oncall+group:ops")]
    [InlineData("[{ expression: 'event.issue.fields.components.map(c => c.lead?.accountId)', reason: component-lead }]", "fay:component-lead gus:component-lead")]
    [InlineData("[{ expression: 'event.issue.fields.components.map(c => c.lead)' , reason: component-lead}]", "error")]
    [InlineData("[{ expression: 'event.issue.fields.assignee' }]", "ben:expression")]
    [InlineData("[{ expression: \"'liz'\" }]", "liz:expression")]
    [InlineData("[{ expression: 'null' }]", "")]
    [InlineData("[{ expression: '[]' }]", "")]
    public void AreNamed(string to, string told)
    {
        var decision = Decide(to, Issue);
        Assert.Equal(told, decision.Problems.Count > 0 ? "error" : Show(decision.Chosen));
        Assert.Equal(decision.Chosen, decision.Kept);
    }

    [Theory]
    [InlineData("{ expression: 'event.sprint' }", "to[0] 1:7 Property 'sprint' is not there. Use ?. where it may be missing.")]
    [InlineData("{ expression: '7' }", "to[0] 1:1 The value names no user; a String or a Map with accountId, name, key, userKey or emailAddress does. It is Number.")]
    [InlineData("{ expression: \"['kim', [], 'liz', { a: 1 }]\" }", "to[0] 1:1 Item 1 of the value names no user; a String or a Map with accountId, name, key, userKey or emailAddress does. It is List.")]
    [InlineData("{ groups: [nobody] }", "to[0] 1:1 The site has no group 'nobody'.")]
    public void ThatFailAreReportedAndTheOthersAreTold(string wrong, string problem)
    {
        var log = new ListLogger<Decider>();
        var decision = Decide($"[{wrong}, assignee]", Issue, log: log);
        Assert.Equal(problem, decision.Problems[0].ToString());
        Assert.Equal(decision.Problems.Count, log.Messages.Count);
        Assert.Contains(decision.Chosen, recipient => recipient.User == "ben" && recipient.Reasons.Contains("assignee"));
        Assert.NotNull(decision.Notification);
    }

    [Fact]
    public void OfOnePersonUnderSeveralNamesBelongToOneNotification()
    {
        var directory = Known.Directory("5b = accountId:5b name:ben email:ben@example.com");
        const string data = """{ "issue": { "fields": { "assignee": { "accountId": "5b" } } }, "comment": { "body": "[~ben]" } }""";
        var decision = Decide("[mentioned, assignee, { users: [ben@example.com] }]", data, directory);
        Assert.Equal("5b:mentioned+assignee+named", Show(decision.Chosen));
        Assert.Equal(["5b"], decision.Live!.Users);
    }

    [Fact]
    public void OfOnePersonWhomTheEventItselfNamesTwiceBelongToOneNotification()
    {
        const string data = """{ "issue": { "fields": { "assignee": { "accountId": "5b", "name": "ben" } } }, "comment": { "body": "[~ben]" } }""";
        Assert.Equal("5b:mentioned+assignee", Show(Decide("[mentioned, assignee]", data).Chosen));
    }

    [Fact]
    public void OfTwoWhoTurnOutToBeOneBelongToOneNotification()
    {
        const string data = """{ "issue": { "fields": { "assignee": { "accountId": "5b" }, "reporter": { "accountId": "5b", "name": "ben" } } }, "comment": { "body": "[~ben]" } }""";
        Assert.Equal("5b:mentioned+assignee+reporter", Show(Decide("[mentioned, assignee, reporter]", data).Chosen));
    }

    [Fact]
    public void OfTheActorDoNotCountUnderAnyName()
    {
        var directory = Known.Directory("anna@example.com = accountId:5b name:anna");
        const string data = """{ "issue": { "fields": { "assignee": { "accountId": "5b" } } } }""";
        var decision = Decide("[viewers, assignee]", data, directory);
        Assert.Equal("anna@example.com:assignee", Show(decision.LeftOut));
        Assert.Empty(decision.Chosen);
        Assert.Equal("anna@example.com", decision.Live!.ExceptUser);
    }

    [Theory]
    [InlineData("[mentioned]", "ben:mentioned", "anna:mentioned")]
    [InlineData("[mentioned, actor]", "ben:mentioned anna:actor", "")]
    public void OfTheActorNeverIsThatHeMentionedHimself(string to, string told, string leftOut)
    {
        var decision = Decide(to, """{ "comment": { "body": "[~anna] [~ben]" } }""");
        Assert.Equal(told, string.Join(' ', Show(decision.Chosen).Split(' ').OrderByDescending(one => one, StringComparer.Ordinal)));
        Assert.Equal(leftOut, Show(decision.LeftOut));
    }

    [Fact]
    public void OfParticipantsAreWhatTheyDidAndWhoMentionedThem()
    {
        var history = new SubjectHistory();
        history.Add(SampleEvent.Of("""{ "comment": { "body": "[~ida]" } }""", "avi:jira:commented:issue") with { Actor = new Actor { Id = "kim", Name = "kim" } });
        history.Add(SampleEvent.Of());
        Assert.Equal("kim:participants ida:participants", Show(Decide("[participants]", "{}", history: history).Chosen));
        Assert.Equal("anna:participants", Show(Decide("[participants]", "{}", history: history).LeftOut));
    }

    [Fact]
    public void AreForFiveHundredPersonsAtMost()
    {
        var data = JsonSerializer.Serialize(new { users = Enumerable.Range(0, 600).Select(number => $"user{number}") });
        var decision = Decide("[{ expression: event.users }]", data);
        Assert.Equal(500, decision.Chosen.Count);
        Assert.Equal("to 1:1 There are more than 500 recipients; only the first 500 are told.", Assert.Single(decision.Problems).ToString());
    }

    [Theory]
    [InlineData("[assigne]", "'to' can't be 'assigne'. Did you mean 'assignee'?")]
    [InlineData("[{ user: [anna] }]", "An item of 'to' needs 'users'.")]
    [InlineData("[{ groups: ['a b'] }]", "The group 'a b' may hold only letters, digits, - and _.")]
    [InlineData("[{ expression: 'x', reason: lead }]", "x")]
    [InlineData("[{ expression: event.a, reason: 'a b' }]", "The reason 'a b' may hold only letters, digits, - and _.")]
    [InlineData("[{ users: [anna], groups: [oncall] }]", "An item of 'to' has no 'users'.")]
    public void ThatCannotBeAreRefusedWhenTheFileIsLoaded(string to, string error)
    {
        var content = Notifications.Rules.Loading.RuleFile.Parse("test.yaml", $$"""
            modules:
              trigger:
                - key: rule
                  events: [avi:jira:updated:issue]
                  notify: { to: {{to}}, title: Hello }
            """);
        Assert.Contains(content.Errors, found => found.Message.Contains(error, StringComparison.Ordinal));
    }

    private static Decision Decide(
        string to, string data, IdentityDirectory? directory = null, ListLogger<Decider>? log = null, SubjectHistory? history = null) =>
        Assert.Single(Deciders.Decider(log, directory, ("oncall", ["ben", "kim"]), ("ops", ["kim"])).Decide(
            Deciders.Rule(notify: $"{{ to: {to}, keep: always, title: Hello }}"), SampleEvent.Of(data), history ?? new SubjectHistory()));

    private static string Show(IEnumerable<Recipient> recipients) =>
        string.Join(' ', recipients.Select(recipient => $"{recipient.User}:{string.Join('+', recipient.Reasons)}"));
}
