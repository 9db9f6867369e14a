using System.Text.Json;
using Notifications.Events;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks.Confluence;

/// <summary>Finds the display name of a person of whom Forge gives the id alone: most who do something wrote or last changed what it is about.</summary>
internal static class ConfluenceAuthor
{
    /// <summary>The actor with a name, where the body has that person as an author.</summary>
    public static Actor? Named(Actor? actor, JsonElement root)
    {
        if (actor?.AccountId is null || !root.IsObject())
            return actor;
        foreach (var property in root.EnumerateObject())
        {
            var authors = new[] { property.Value.At("version").At("by"), property.Value.At("history").At("createdBy") };
            foreach (var author in authors)
            {
                // Anonymised accounts are called by their id.
                if (ActorReading.Of(author) is { DisplayName: not null } person
                    && person.AccountId == actor.AccountId && person.DisplayName != actor.AccountId)
                    return actor with { DisplayName = person.DisplayName };
            }
        }

        return actor;
    }
}
