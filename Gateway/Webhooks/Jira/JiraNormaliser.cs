using Notifications.Webhooks.Json;

namespace Notifications.Webhooks.Jira;

/// <summary>Makes an event of a web hook of Jira, Cloud or Data Center.</summary>
internal static class JiraNormaliser
{
    public static Delivery Normalise(Hook hook)
    {
        var root = hook.Root;
        if (root.At("webhookEvent").Text() is not { } name)
            return Delivery.Refused(Refusal.At("$.webhookEvent", "The name of the event is missing; 'webhookEvent' or Forge's 'eventType' was expected."));

        var type = JiraComment.TypeOf(name, root) ?? JiraEventNames.TypeOf(name);
        var entity = EventTypeName.Entity(type);
        var actor = JiraActor.Find(entity, isCreation: !name.EndsWith("_updated", StringComparison.Ordinal), root);
        var time = EventTime.Of(hook);
        var link = root.At("issueLink");
        return new EventDraft
        {
            Id = JiraComment.KeyOf(name, root) ?? EventId.OfDelivery(hook),
            Type = type,
            Subject = JiraSubject.Find(hook.Source.Name, entity, root),
            Time = time,
            Actor = actor,
            SelfGenerated = actor.IsApp(hook.Source),
            Payload = root,
            Fields =
            [
                ("timestamp", EventTime.Milliseconds(time)),
                // Forge has a link's ends at the root.
                ("sourceIssueId", link.At("sourceIssueId").Text()),
                ("destinationIssueId", link.At("destinationIssueId").Text()),
            ],
        }.Deliver(hook);
    }
}
