using System.Text.Json;
using Notifications.Rules.Filtering;
using Notifications.Subjects;

namespace Notifications.Tests.Unit.Rules.Filtering;

/// <summary>The project or space of an event, as a person mutes it.</summary>
public sealed class PlacesOfEvents
{
    [Theory]
    [InlineData("jira:issue:PLAT-12", """{ "issue": { "key": "PLAT-12", "fields": { "project": { "key": "PLAT" } } } }""", "jira:project:PLAT")]
    [InlineData("jira:issue:PLAT-12", """{ "issue": { "key": "PLAT-12" } }""", "jira:project:PLAT")]
    [InlineData("jira:issue:PLAT-12", "{}", "jira:project:PLAT")]
    [InlineData("support:issue:A-B-7", "{}", "support:project:A-B")]
    [InlineData("jira:issue:10001", "{}", "")]
    [InlineData("jira:issue:10001", """{ "issue": { "fields": { "project": { "key": "PLAT" } } } }""", "jira:project:PLAT")]
    [InlineData("jira:project:PLAT", """{ "project": { "key": "PLAT" } }""", "")]
    [InlineData("wiki:page:101", """{ "page": { "spaceKey": "TEAM" } }""", "wiki:space:TEAM")]
    [InlineData("wiki:page:101", """{ "content": { "space": { "key": "~anna" } } }""", "wiki:space:~anna")]
    [InlineData("wiki:page:101-2", "{}", "")]
    [InlineData("wiki:page:101", """{ "page": { "spaceKey": "no key|at all" } }""", "")]
    [InlineData("hub:thing:1", """{ "project": { "key": "A" }, "space": { "key": "B" } }""", "hub:project:A hub:space:B")]
    public void AreSubjects(string subject, string data, string places)
    {
        Assert.True(Subject.TryParse(subject, out var about));
        using var json = JsonDocument.Parse(data);

        Assert.Equal(places, string.Join(' ', EventPlaces.Of(about, EventFacts.Of(json.RootElement))));
    }
}
