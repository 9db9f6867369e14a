using System.Text.Json;
using Notifications.Events;
using Notifications.Webhooks.Confluence;
using Notifications.Webhooks.Jira;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks.Forge;

/// <summary>Makes an event of what a Forge app got from its triggers and passed on; name and fields stay.</summary>
internal static class ForgeNormaliser
{
    private const string Confluence = "confluence";

    /// <summary>Whether a body is of Forge's shape.</summary>
    public static bool IsForge(JsonElement root) =>
        root.At("eventType").Text()?.StartsWith(EventTypeName.Prefix, StringComparison.Ordinal) is true;

    public static Delivery Normalise(Hook hook)
    {
        var root = hook.Root;
        var type = root.At("eventType").Text()!;
        if (!EventTypeName.IsValid(type) || EventTypeName.Entity(type).Length == 0)
            return Delivery.Refused(Refusal.At("$.eventType", "This is not a name of the form 'avi:product:verb:entity' of at most 128 characters."));

        var isConfluence = EventTypeName.Product(type) == Confluence;
        var actor = ActorOf(type, root);
        var time = EventTime.Of(hook);
        return new EventDraft
        {
            Id = EventId.OfDelivery(hook),
            Type = type,
            Subject = SubjectOf(hook.Source.Name, type, root),
            Time = time,
            Actor = actor,
            SelfGenerated = root.At("selfGenerated").ValueKind is JsonValueKind.True || actor.IsApp(hook.Source),
            Payload = root,
            Fields = [("timestamp", isConfluence ? null : EventTime.Milliseconds(time))],
        }.Deliver(hook);
    }

    /// <summary>What a payload of a Forge event is about.</summary>
    public static SubjectPart? SubjectOf(string source, string type, JsonElement root) =>
        EventTypeName.Product(type) == Confluence
            ? ConfluenceSubject.Find(source, EventTypeName.Entity(type), root)
            : JiraSubject.Find(source, EventTypeName.Entity(type), root);

    /// <summary>Who did what a payload of a Forge event tells. Forge gives the id alone; a name is where the body has that person.</summary>
    public static Actor? ActorOf(string type, JsonElement root)
    {
        var actor = ActorReading.OfAccount(root.At("atlassianId").Text());
        if (EventTypeName.Product(type) == Confluence)
            return ConfluenceAuthor.Named(actor, root);
        var isCreation = !type.Contains(":updated:", StringComparison.Ordinal) && type != JiraEventNames.Commented;
        var author = JiraActor.AuthorOf(EventTypeName.Entity(type), isCreation, root);
        return actor is null || actor.AccountId == author?.AccountId ? author ?? actor : actor;
    }
}
