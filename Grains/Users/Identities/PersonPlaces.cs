using System.Text.Json;
using Notifications.Events;

namespace Notifications.Users.Identities;

/// <summary>
/// Where events have objects that the product itself wrote of a person. Elsewhere, as in properties of an issue, anybody may have
/// written anything, and nothing is learned.
/// </summary>
internal static class PersonPlaces
{
    private static readonly string[][] Single =
    [
        ["user"], ["userProfile"],
        ["issue", "fields", "assignee"], ["issue", "fields", "reporter"], ["issue", "fields", "creator"],
        ["comment", "author"], ["comment", "updateAuthor"],
        ["worklog", "author"], ["worklog", "updateAuthor"],
        ["attachment", "author"],
        ["project", "projectLead"], ["project", "lead"],
        ["content", "history", "createdBy"], ["content", "history", "ownedBy"], ["content", "version", "by"],
        ["page", "history", "createdBy"], ["page", "version", "by"],
        ["comment", "history", "createdBy"], ["comment", "version", "by"],
        ["attachment", "history", "createdBy"], ["attachment", "version", "by"],
    ];

    private static readonly string[][] Lists = [["issue", "fields", "watches", "watchers"]];

    /// <summary>The objects in an event's data.</summary>
    public static IEnumerable<JsonElement> Of(JsonElement data)
    {
        foreach (var path in Single)
        {
            if (data.At(path) is { ValueKind: JsonValueKind.Object } person)
                yield return person;
        }

        foreach (var path in Lists)
        {
            foreach (var person in data.At(path).Items())
                yield return person;
        }

        foreach (var component in data.At("issue", "fields", "components").Items())
        {
            if (component.At("lead") is { ValueKind: JsonValueKind.Object } lead)
                yield return lead;
        }
    }
}
