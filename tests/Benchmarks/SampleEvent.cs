using System.Text;
using System.Text.Json;

namespace Notifications.Tests.Benchmarks;

/// <summary>An updated issue as Jira Cloud tells of it, shortened to two kilobytes.</summary>
internal static class SampleEvent
{
    public const string Text = """
        {
          "timestamp": "1700000000123", "webhookEvent": "jira:issue_updated", "eventType": "avi:jira:updated:issue",
          "issue_event_type_name": "issue_generic", "selfGenerated": false, "atlassianId": "5b10a2844c20165700ede21g",
          "user": { "self": "https://shop.example.net/rest/api/2/user?accountId=5b10a2844c20165700ede21g",
            "accountId": "5b10a2844c20165700ede21g", "displayName": "Ada Ash", "active": true, "timeZone": "Europe/Berlin", "accountType": "atlassian" },
          "issue": { "id": "10002", "self": "https://shop.example.net/rest/api/2/10002", "key": "PLAT-7", "fields": {
            "statuscategorychangedate": "2023-11-14T22:13:20.123+0000",
            "summary": "The Kettle in the third floor's kitchen is cold, and nobody knows since when",
            "description": "It was warm yesterday.\nSomebody should look at the plug, the switch and the water.",
            "labels": ["tea", "kitchen", "third-floor"],
            "project": { "id": "10000", "key": "PLAT", "name": "Platform", "projectTypeKey": "software" },
            "issuetype": { "id": "10004", "name": "Bug", "subtask": false },
            "status": { "id": "10001", "name": "Done", "statusCategory": { "id": 3, "key": "done", "name": "Done" } },
            "priority": { "id": "2", "name": "High" },
            "assignee": { "accountId": "5b10ac8d82e05b22cc7d4ef5", "displayName": "Ben Birch", "active": true },
            "reporter": { "accountId": "5b10a2844c20165700ede21g", "displayName": "Ada Ash", "active": true },
            "components": [{ "id": "10005", "name": "Kitchen" }], "fixVersions": [], "resolution": { "id": "1", "name": "Done" },
            "created": "2023-11-13T09:00:00.000+0000", "updated": "2023-11-14T22:13:20.123+0000" } },
          "changelog": { "id": "10124", "items": [
            { "field": "resolution", "fieldId": "resolution", "fieldtype": "jira", "from": null, "fromString": null, "to": "1", "toString": "Done" },
            { "field": "status", "fieldId": "status", "fieldtype": "jira", "from": "10000", "fromString": "To Do", "to": "10001", "toString": "Done" },
            { "field": "assignee", "fieldId": "assignee", "fieldtype": "jira", "from": null, "fromString": null, "to": "5b10ac8d82e05b22cc7d4ef5", "toString": "Ben Birch" } ] }
        }
        """;

    public static readonly byte[] Utf8 = Encoding.UTF8.GetBytes(Text);

    public static readonly JsonElement Data = JsonElement.Parse(Text);
}
