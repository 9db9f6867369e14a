using System.Text.Json;
using Notifications.Events;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks.Jira;

/// <summary>Who did it, as far as a Jira body says.</summary>
internal static class JiraActor
{
    /// <summary>
    /// The root's <c>user</c> did it, except where the event is about users. Without one it is the author of the comment, work log
    /// or attachment; after an edit the last who edited. Of a deletion that is a guess, but the only person that is named.
    /// </summary>
    public static Actor? Find(string entity, bool isCreation, JsonElement root)
    {
        if (entity == "user")
            return null;
        return ActorReading.Of(root.At("user")) ?? AuthorOf(entity, isCreation, root);
    }

    /// <summary>The author that the body has of what an event is about.</summary>
    public static Actor? AuthorOf(string entity, bool isCreation, JsonElement root)
    {
        var part = root.At(entity is "issue" ? "comment" : entity);
        var (first, second) = isCreation ? ("author", "updateAuthor") : ("updateAuthor", "author");
        return ActorReading.Of(part.At(first)) ?? ActorReading.Of(part.At(second));
    }
}
