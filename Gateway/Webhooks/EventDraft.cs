using Notifications.Events;

namespace Notifications.Webhooks;

/// <summary>An event that lacks only what its source adds.</summary>
internal sealed record EventDraft
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    /// <summary><see langword="null"/> where the body should have told it and did not.</summary>
    public required SubjectPart? Subject { get; init; }

    public required DateTimeOffset Time { get; init; }

    public Actor? Actor { get; init; }

    public bool SelfGenerated { get; init; }

    public required byte[] Data { get; init; }

    /// <summary>Makes the event, or says why it has no subject.</summary>
    public Delivery Deliver(Hook hook)
    {
        if (Subject is not { } part)
        {
            return Delivery.Refused(Refusal.At(
                $"$.{EventTypeName.Entity(Type)}", $"The body does not say which {EventTypeName.Entity(Type)} '{Type}' is about; an id or a key was expected."));
        }

        return part.TryMake(hook.Source.Name, out var subject, out var refusal)
            ? Delivery.Of(new Event
            {
                Site = hook.Source.Site,
                Source = hook.Source.Name,
                Id = Id,
                Type = Type,
                Subject = subject,
                Time = Time,
                Actor = Actor,
                SelfGenerated = SelfGenerated,
                Data = Data,
            })
            : Delivery.Refused(refusal);
    }
}
