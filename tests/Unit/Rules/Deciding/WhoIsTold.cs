using Notifications.Events;

namespace Notifications.Tests.Unit.Rules.Deciding;

public sealed class WhoIsTold
{
    [Theory]
    [InlineData("[viewers]", true, "anna", "", "")]
    [InlineData("[viewers, actor]", true, null, "anna", "anna:actor")]
    [InlineData("[viewers, assignee]", true, "anna", "ben", "ben:assignee")]
    [InlineData("[assignee, reporter]", false, null, "ben cleo", "ben:assignee cleo:reporter")]
    [InlineData("[{ users: [ben, dora] }, assignee]", false, null, "ben dora", "ben:named+assignee dora:named")]
    [InlineData("[assignee, { users: [anna] }]", false, null, "ben", "ben:assignee")]
    [InlineData("[actor, { users: [anna] }]", false, null, "anna", "anna:actor+named")]
    public void ByRoleOrName(string to, bool everyViewer, string? except, string users, string kept)
    {
        var keep = kept.Length == 0 ? "never" : "always";
        var decision = Deciders.Decide(
            Deciders.Rule(notify: $"{{ to: {to}, keep: {keep}, title: Hello }}"), SampleEvent.Of());

        var live = Assert.IsType<Notifications.Live.AddressedFlag>(decision.Live);
        Assert.Equal(everyViewer, live.EveryViewer);
        Assert.Equal(except, live.ExceptUser);
        Assert.Equal(users, string.Join(' ', live.Users));
        Assert.Equal(kept, string.Join(' ', decision.Kept.Select(r => $"{r.User}:{string.Join('+', r.Reasons)}")));
        Assert.Equal(keep == "always", live.Flag.Kept);
        Assert.Same(decision.Notification, live.Flag);
    }

    [Fact]
    public void TheActorIsLeftOutAndThatIsSaid()
    {
        var rules = Deciders.Rule(notify: "{ to: [assignee, { users: [anna] }], keep: always, title: Hello }");
        var decision = Deciders.Decide(rules, SampleEvent.Of() with { Actor = new Actor { Id = "ben", Name = "ben" } });
        Assert.Equal("anna", Assert.Single(decision.Chosen).User);
        var leftOut = Assert.Single(decision.LeftOut);
        Assert.Equal("ben", leftOut.User);
        Assert.Equal(["assignee"], leftOut.Reasons);
        Assert.False(decision.Live!.IsFor("ben"));
    }

    [Theory]
    [InlineData("""{ "accountId": "5b", "name": "ben" }""", "5b")]
    [InlineData("""{ "name": "ben", "key": "JIRAUSER1" }""", "ben")]
    [InlineData("""{ "key": "JIRAUSER1" }""", "JIRAUSER1")]
    [InlineData("\"ben\"", "ben")]
    public void TheAssigneeIsFoundUnderEachName(string assignee, string user)
    {
        var data = $$"""{ "issue": { "fields": { "assignee": {{assignee}} } } }""";
        var decision = Deciders.Decide(Deciders.Rule(notify: "{ to: [assignee], title: Hello }"), SampleEvent.Of(data));
        Assert.Equal([user], decision.Live!.Users);
    }

    [Fact]
    public void TheAssigneeOfATaskIsFound()
    {
        var decision = Deciders.Decide(
            Deciders.Rule(notify: "{ to: [assignee], title: Hello }"), SampleEvent.Of("""{ "task": { "assignee": "dora" } }"""));
        Assert.Equal(["dora"], decision.Live!.Users);
    }

    [Theory]
    [InlineData("""{ "name": "other", "key": "K1" }""", true)]
    [InlineData("""{ "accountId": "A1" }""", true)]
    [InlineData("""{ "key": "anna-old" }""", false)]
    [InlineData("""{ "name": "K1" }""", false)]
    public void TheActorIsKnownByLikeNamesOnly(string assignee, bool isActor)
    {
        var data = $$"""{ "issue": { "fields": { "assignee": {{assignee}} } } }""";
        var decision = Deciders.Decide(
            Deciders.Rule(notify: "{ to: [assignee], title: Hello }"),
            SampleEvent.Of(data) with { Actor = new Actor { Id = "anna", Name = "anna-old", Key = "K1", AccountId = "A1" } });
        Assert.Equal(isActor ? 1 : 0, decision.LeftOut.Count);
        Assert.Equal(isActor, decision.Live is null);
    }

    [Theory]
    [InlineData("""{ "issue": { "fields": { "assignee": null } } }""")]
    [InlineData("""{ "issue": 7 }""")]
    [InlineData("""{ "issue": { "fields": { "assignee": { "name": "", "key": 3 } } } }""")]
    [InlineData("[]")]
    public void NobodyIsToldWhereThereIsNobody(string data)
    {
        var decision = Deciders.Decide(
            Deciders.Rule(notify: "{ to: [assignee], keep: always, title: Hello }"), SampleEvent.Of(data));
        Assert.Null(decision.Live);
        Assert.Null(decision.Notification);
        Assert.Empty(decision.Kept);
    }

    [Fact]
    public void WhatIsNeverShownIsOnlyKept()
    {
        var decision = Deciders.Decide(
            Deciders.Rule(notify: "{ to: [viewers, assignee], show: never, keep: always, title: Hello }"), SampleEvent.Of());
        Assert.Null(decision.Live);
        Assert.Equal("ben", Assert.Single(decision.Kept).User);
        Assert.NotNull(decision.Notification);
    }
}
