using Notifications.Events;
using Notifications.Rules.Filtering;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Filtering;

/// <summary>What snoozed notifications wait for, and which events make it true.</summary>
public sealed class WhatWakesTheSnoozed
{
    [Theory]
    [InlineData("""{ "field": "resolution", "from": null, "fromString": null, "to": "10000", "toString": "Done" }""", "resolved updated")]
    [InlineData("""{ "field": "resolution", "from": "10000", "fromString": "Done", "to": null, "toString": null }""", "reopened updated")]
    [InlineData("""{ "field": "resolution", "from": "1", "fromString": "Done", "to": "", "toString": "" }""", "reopened updated")]
    [InlineData("""{ "field": "resolution", "from": "1", "fromString": "Done", "to": "2", "toString": "Duplicate" }""", "updated")]
    [InlineData("""{ "field": "Lösung", "fieldId": "resolution", "from": null, "to": "10000" }""", "resolved updated")]
    [InlineData("""{ "field": "status", "from": "1", "to": "3" }""", "statusChanged updated")]
    [InlineData("""{ "field": "status", "from": "1", "to": "3" }, { "field": "resolution", "to": "1" }""", "resolved statusChanged updated")]
    [InlineData("""{ "field": "summary", "fromString": "resolution", "toString": "status" }""", "updated")]
    [InlineData("""7, null, { "field": 7 }""", "updated")]
    public void ChangesOfTheIssue(string items, string words) => Assert.Equal(words, Words(
        $$"""{ "issue": { "key": "A-1", "fields": { "status": { "statusCategory": { "key": "indeterminate" } } } }, "changelog": { "items": [ {{items}} ] } }"""));

    [Theory]
    [InlineData("""{ "field": "status", "from": "1", "to": "3" }""", "resolved statusChanged updated")]
    [InlineData("""{ "field": "status", "from": "1", "to": "3" }, { "field": "resolution", "from": "1", "to": null }""", "reopened statusChanged updated")]
    [InlineData("""{ "field": "summary" }""", "updated")]
    public void AStatusThatMeansDoneResolvesWhereItIsNew(string items, string words) => Assert.Equal(words, Words(
        $$"""{ "changelog": { "items": [ {{items}} ] }, "issue": { "fields": { "status": { "statusCategory": { "key": "done" } } } } }"""));

    [Theory]
    [InlineData("avi:jira:commented:issue", "commented updated")]
    [InlineData("avi:confluence:created:comment", "commented updated")]
    [InlineData("avi:confluence:updated:comment", "updated")]
    [InlineData("avi:jira:deleted:comment", "updated")]
    [InlineData("avi:confluence:updated:page", "updated")]
    [InlineData("avi:confluence:viewed:page", "")]
    public void OtherEventsByTheirType(string type, string words) => Assert.Equal(words, Words("{}", type));

    [Fact]
    public void WhatTheProductTellsIsNoNews() => Assert.Equal("", Words("{}", source: Event.OwnSource));

    [Theory]
    [InlineData("""{ "changelog": 7 }""")]
    [InlineData("""{ "other": { "changelog": { "items": [ { "field": "status" } ] } } }""")]
    [InlineData("""{ "changelog": """)]
    [InlineData("""[ "changelog" ]""")]
    public void WhatIsNoChangeLogIsPassedOver(string data) => Assert.Equal("updated", Words(data));

    private static string Words(string data, string type = "avi:jira:updated:issue", string source = "jira") =>
        string.Join(' ', SnoozeNews.Of(SampleEvent.Of(data, type, source)));
}
