using System.Text.RegularExpressions;
using Notifications.Events;
using Notifications.Rules;
using Notifications.Rules.Loading;
using Notifications.Tests.Product;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Holding;

/// <summary>What docs/holding-back.md shows is what happens.</summary>
public sealed partial class WhatTheDocumentationShows
{
    [Fact]
    public void AStatusThatChangesAgainUpdatesItsNotification()
    {
        var subject = new HeldSubject(Example("status"));
        var flags = new[] { "Done", "Open" }.Select(status => Assert.Single(subject.Take(Changed(subject, 0, "anna", status)).Live).Flag).ToArray();
        Assert.Equal(["DEMO-1 is now Done", "DEMO-1 is now Open"], flags.Select(flag => flag.Title));
        Assert.Single(flags.Select(flag => flag.Id).Distinct());
        Assert.True(flags[0].Revision < flags[1].Revision);
    }

    [Fact]
    public void OfThreeCommentsInAnHourEachIsTold()
    {
        var subject = new HeldSubject(Example("comments"));
        Event Comment(int minute, string actor) => Changed(subject, minute, actor, "x") with { Type = "avi:jira:commented:issue" };
        Assert.All([1, 2, 3], minute => Assert.NotEmpty(subject.Take(Comment(minute, "anna")).Live));
        Assert.All([4, 5, 6, 7], minute => Assert.Empty(subject.Take(Comment(minute, "anna")).Live));
        Assert.NotEmpty(subject.Take(Comment(8, "cleo")).Live);
        Assert.Equal("viewers ben: anna commented +4", HeldSubject.Told(subject.Take(Comment(62, "anna"))));
    }

    [Fact]
    public void ChangesOfTenMinutesAreToldTogether()
    {
        var subject = new HeldSubject(Example("changes"));
        Assert.Equal("viewers ben: anna changed DEMO-1", HeldSubject.Told(subject.Take(Changed(subject, 0, "anna", "a"))));
        subject.Take(Changed(subject, 1, "cleo", "b"));
        subject.Take(Changed(subject, 2, "dora", "c"));
        var kept = Assert.Single(Assert.Single(subject.Ends(10)).Kept);
        Assert.Equal(("2 changes in DEMO-1", "The last by dora, the first by cleo"), (kept.Flag.Title, kept.Flag.Description));
    }

    private static RuleSet Example(string key)
    {
        var rules = Examples.Matches(Repository.Read("docs", "holding-back.md")).SelectMany(match =>
        {
            var content = RuleFile.Parse("docs/holding-back.md", match.Groups["text"].Value);
            Assert.Empty(content.Errors);
            return content.Rules;
        });
        return new RuleSet([rules.Single(rule => rule.Key == key)]);
    }

    private static Event Changed(HeldSubject subject, int minute, string actor, string status) => SampleEvent.Of($$"""
        { "issue": { "key": "DEMO-1", "fields": { "status": { "name": "{{status}}" }, "assignee": { "name": "ben" } } },
          "changelog": { "items": [{ "field": "status", "fromString": "x", "toString": "{{status}}" }] } }
        """, id: $"e{subject.Log.Count}") with
    {
        Time = HeldSubject.Start.AddMinutes(minute),
        Actor = new Actor { Id = actor, DisplayName = actor },
    };

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, 1_000)]
    private static partial Regex Examples { get; }
}
