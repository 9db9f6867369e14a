using System.Text.Json;
using CloudNative.CloudEvents;
using Notifications.Events;
using Notifications.Webhooks.Forge;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks.CloudEvents;

/// <summary>Makes events of CloudEvents 1.0: one of a structured or binary request, several of a batch.</summary>
internal static class CloudEventNormaliser
{
    /// <summary>A batch is one commit and one answer, so it cannot be of any size.</summary>
    public const int MaxBatch = 100;

    public static Delivery Normalise(Hook hook, CloudEventContent content)
    {
        if (content is CloudEventContent.Binary)
            return Single(hook, CloudEventReading.Binary(hook), path: null);
        var isList = hook.Root.ValueKind is JsonValueKind.Array;
        if (isList ? content is CloudEventContent.Structured : content is CloudEventContent.Batch)
            return Delivery.Refused(Refusal.At("$", $"The content type promises {(isList ? "one event" : "a batch")}; this is {JsonElementReading.Describe(hook.Root)}."));
        return isList ? Batch(hook) : Single(hook, CloudEventReading.Structured(hook.Root, "$"), "$");
    }

    private static Delivery Batch(Hook hook)
    {
        var count = hook.Root.GetArrayLength();
        if (count is 0 or > MaxBatch)
            return Delivery.Refused(Refusal.At("$", $"The batch has {count} events; 1 to {MaxBatch} are allowed."));
        var events = new List<Event>(count);
        foreach (var item in hook.Root.EnumerateArray())
        {
            var path = $"$[{events.Count}]";
            var delivery = Single(hook, CloudEventReading.Structured(item, path), path);
            if (delivery.IsRefused)
                return delivery;
            events.AddRange(delivery.Events);
        }

        return Delivery.Of(events);
    }

    private static Delivery Single(Hook hook, (CloudEvent? Event, Refusal? Refusal) read, string? path)
    {
        if (read.Event is not { } cloudEvent)
            return Delivery.Refused(read.Refusal!);
        var type = cloudEvent.Type!;
        if (!EventTypeName.IsValid(type))
            return Delivery.Refused(new Refusal("The type has more than 128 characters, or others than printable ASCII without quotes, '<', '>', '|' and '\\'.", path is null ? null : new Place($"{path}.type")));

        using var data = CloudEventData.Read(cloudEvent);
        var root = data.RootElement;
        var actor = ActorOf(cloudEvent, root);
        var isSelf = root.At("selfGenerated").ValueKind is JsonValueKind.True || actor.IsApp(hook.Source);
        var delivery = new EventDraft
        {
            Id = CloudEventIdentity.Of(cloudEvent),
            Type = type,
            Subject = CloudEventSubject.Of(hook.Source.Name, cloudEvent, root),
            Time = EventTime.Of(cloudEvent.Time, hook.Received),
            Actor = actor,
            SelfGenerated = isSelf,
            Payload = root,
        }.Deliver(hook);
        return delivery is { IsRefused: true, Refusal.Place: null } && path is not null
            ? Delivery.Refused(delivery.Refusal with { Place = new Place($"{path}.subject") })
            : delivery;
    }

    // An extension named "actor" is our own; the specification has no word for who did it.
    private static Actor? ActorOf(CloudEvent cloudEvent, JsonElement root) =>
        ActorReading.OfId(cloudEvent["actor"]?.ToString()) ?? ForgeNormaliser.ActorOf(cloudEvent.Type!, root);
}
