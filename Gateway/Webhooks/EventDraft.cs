using System.Text.Json;
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

    /// <summary>The payload as it came, always an object.</summary>
    public required JsonElement Payload { get; init; }

    /// <summary>What Forge has at the root of such a payload, besides what it has in all; <see langword="null"/> leaves a field as it was.</summary>
    public IReadOnlyList<(string Name, object? Value)> Fields { get; init; } = [];

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
                Data = EventData.Write(
                    Payload,
                    [("eventType", Type), ("selfGenerated", SelfGenerated), ("atlassianId", Actor?.Id), .. Fields]),
            })
            : Delivery.Refused(refusal);
    }
}
