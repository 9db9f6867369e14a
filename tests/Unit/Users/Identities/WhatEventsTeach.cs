using Notifications.Events;
using Notifications.Tests.Unit.Rules.Deciding;
using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Users.Identities;

public sealed class WhatEventsTeach
{
    private static readonly Actor NoActor = new();

    [Theory]
    [InlineData("""{ "user": { "accountId": "5b", "name": "anna", "emailAddress": "anna@example.com" } }""", "AccountId 5b, Name anna, Email anna@example.com")]
    [InlineData("""{ "issue": { "fields": { "assignee": { "name": "anna", "key": "K1" }, "reporter": { "accountId": "6c" } } } }""", "Name anna, Key K1; AccountId 6c")]
    [InlineData("""{ "comment": { "author": { "name": "anna" } } }""", "Name anna")]
    [InlineData("""{ "issue": { "fields": { "components": [ { "name": "web", "lead": { "name": "anna" } } ], "watches": { "watchers": [ { "name": "ben" } ] } } } }""", "Name ben; Name anna")]
    [InlineData("""{ "content": { "history": { "createdBy": { "username": "anna", "userKey": "ff80" } } } }""", "Name anna, UserKey ff80")]
    public void IsWhatTheProductWroteOfPersons(string data, string news) => Assert.Equal(news, Show(data));

    [Theory]
    [InlineData("""{ "issue": { "properties": { "owner": { "accountId": "5b", "name": "admin" } } } }""")]
    [InlineData("""{ "issue": { "fields": { "project": { "key": "DEMO", "name": "Demo" }, "customfield_1": { "accountId": "5b", "name": "admin" } } } }""")]
    [InlineData("""{ "user": "anna" }""")]
    [InlineData("""{ "user": { "emailAddress": 7, "displayName": "Anna" } }""")]
    [InlineData("""{ "user": { "emailAddress": "anna@example.com" } }""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void IsNothingThatAnybodyMayHaveWritten(string data) => Assert.Equal("", Show(data));

    [Fact]
    public void IsAlsoWhoTheActorIs() =>
        Assert.Equal("AccountId 5b, Name anna", Show("{}", actor: new Actor { Id = "5b", AccountId = "5b", Name = "anna" }));

    [Fact]
    public void IsTheActorsKeyByTheProduct()
    {
        var actor = new Actor { Id = "ff80", Key = "ff80" };
        Assert.Equal("Key ff80", Show("{}", actor: actor));
        Assert.Equal("UserKey ff80", Show("{}", actor: actor, type: "avi:confluence:updated:page"));
    }

    [Fact]
    public void IsOnlyWhatIsNotKnown()
    {
        const string data = """{ "user": { "accountId": "5b", "name": "anna", "email": "not an address" } }""";
        Assert.Equal("", Show(data, Known.Directory("5b = accountId:5b name:anna")));
        Assert.Equal("AccountId 5b, Name anna", Show(data, Known.Directory("5b = accountId:5b")));
    }

    [Fact]
    public void IsNoEmailAddressUnlessThatIsSwitchedOn()
    {
        const string data = """{ "user": { "accountId": "5b", "emailAddress": "anna@example.com" } }""";
        Assert.Equal("AccountId 5b", Show(data, options: new IdentityOptions()));
        Assert.Equal("AccountId 5b, Email anna@example.com", Show(data, options: new IdentityOptions { LearnEmail = true }));
        Assert.Equal("", Show(data, options: new IdentityOptions { Learn = false }));
    }

    private static string Show(
        string data, IdentityDirectory? directory = null, IdentityOptions? options = null, Actor? actor = null, string type = "avi:jira:updated:issue")
    {
        var news = new IdentityNews(directory ?? new IdentityDirectory(), new FixedOptions<IdentityOptions>(options ?? new IdentityOptions { LearnEmail = true }));
        return string.Join("; ", news.Of(SampleEvent.Of(data, type) with { Actor = actor ?? NoActor }).Select(names => string.Join(", ", names)));
    }
}
