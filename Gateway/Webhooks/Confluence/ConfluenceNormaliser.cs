using System.Globalization;
using System.Text.Json;
using Notifications.Events;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks.Confluence;

/// <summary>Makes an event of a web hook of Confluence Data Center.</summary>
internal static class ConfluenceNormaliser
{
    public static Delivery Normalise(Hook hook)
    {
        var root = hook.Root;
        if (IsTest(root))
            return Delivery.Test;
        if ((root.At("event").Text() ?? root.At("webhookEvent").Text()) is not { } name)
            return Delivery.Refused(Refusal.At("$.event", "The name of the event is missing; 'event' or Forge's 'eventType' was expected."));

        var type = TypeOf(name, root);
        var actor = ActorOf(root);
        var time = EventTime.Of(hook);
        return new EventDraft
        {
            Id = EventId.OfDelivery(hook),
            Type = type,
            Subject = ConfluenceSubject.Find(hook.Source.Name, EventTypeName.Entity(type), root),
            Time = time,
            Actor = actor,
            SelfGenerated = actor.IsApp(hook.Source),
            Payload = root,
            Fields = [("eventCreatedDate", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))],
        }.Deliver(hook);
    }

    // "Test connection" of Data Center sends {}, that of Atlassian's shared web hook library {"test": true}.
    private static bool IsTest(JsonElement root)
    {
        var fields = root.GetPropertyCount();
        return fields == 0 || (fields == 1 && root.At("test").ValueKind is JsonValueKind.True);
    }

    // With the id-only mode switched off, Data Center says what it is whose permissions changed, and Forge has a name for that.
    private static string TypeOf(string name, JsonElement root)
    {
        var type = ConfluenceEventNames.TypeOf(name);
        return type == ConfluenceEventNames.ContentPermissions
            && root.At("content").At("contentType").Text() is "page" or "blogpost" or "whiteboard" or "database" or "folder"
            ? type.Replace(":content", $":{root.At("content").At("contentType").Text()}", StringComparison.Ordinal)
            : type;
    }

    private static Actor? ActorOf(JsonElement root) =>
        ActorReading.OfKey(root.At("userKey").Text())
        ?? ActorReading.OfAccount(root.At("userAccountId").Text())
        ?? ActorReading.OfKey(root.At("creator").Text());
}
