using System.Text;
using Notifications.Events;
using Notifications.Subjects;

namespace Notifications.Tests.Unit.Rules.Deciding;

/// <summary>Events of our own making.</summary>
internal static class SampleEvent
{
    public static readonly Actor Anna = new() { Id = "anna", Name = "anna", DisplayName = "Anna Ash" };

    public const string StatusChanged = """
        {
          "eventType": "avi:jira:updated:issue",
          "issue": { "key": "DEMO-1", "fields": {
            "summary": "The kettle is cold", "status": { "name": "Done" }, "priority": { "name": "High" },
            "assignee": { "name": "ben", "displayName": "Ben Birch" }, "reporter": { "key": "cleo" } } },
          "changelog": { "items": [ { "field": "status", "fieldId": "status", "fromString": "To Do", "toString": "Done" } ] }
        }
        """;

    public static Event Of(
        string data = StatusChanged, string type = "avi:jira:updated:issue", string source = "jira", string id = "1") => new()
        {
            Site = "default",
            Source = source,
            Id = id,
            Type = type,
            Subject = new Subject(source, "issue", "DEMO-1"),
            Time = new DateTimeOffset(2026, 11, 23, 13, 30, 0, TimeSpan.Zero),
            Actor = Anna,
            Data = Encoding.UTF8.GetBytes(data),
        };
}
