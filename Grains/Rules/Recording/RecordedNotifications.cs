using System.Text.Json;
using Notifications.Events;
using Notifications.Live;
using Notifications.Rules.Deciding;
using Notifications.Subjects;

namespace Notifications.Rules.Recording;

/// <summary>Notifications that follow from earlier events: a digest, or the answer of backend logic.</summary>
internal sealed record RecordedNotifications
{
    /// <summary>The rule that they come from.</summary>
    public required string Rule { get; init; }

    /// <summary>The rule's version.</summary>
    public required string RuleVersion { get; init; }

    /// <summary>The ids of the events that they are about.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>The notifications.</summary>
    public required IReadOnlyList<RecordedNotification> Notifications { get; init; }

    /// <summary>The window of a digest that they end; <see langword="null"/> where they are none.</summary>
    public EndedWindow? Ended { get; init; }

    /// <summary>The event that carries them; <paramref name="id"/> must follow from what caused it, so that making it twice makes nothing new.</summary>
    public Event ToEvent(string site, Subject subject, string id, DateTimeOffset time) => new()
    {
        Site = site,
        Source = Event.OwnSource,
        Id = id,
        Type = OwnEvents.Notified,
        Subject = subject,
        Time = time,
        SelfGenerated = true,
        Data = JsonSerializer.SerializeToUtf8Bytes(this, StoredJson.Options),
    };

    /// <summary>Reads what an event of type <see cref="OwnEvents.Notified"/> carries.</summary>
    /// <exception cref="JsonException">It carries something else.</exception>
    public static RecordedNotifications Of(Event @event) =>
        JsonSerializer.Deserialize<RecordedNotifications>(@event.Data, StoredJson.Options) ?? throw new JsonException("The event carries null.");
}

/// <summary>One notification, with whom it is shown to and in whose inbox it belongs.</summary>
/// <param name="Flag">What is told.</param>
/// <param name="EveryViewer">Whether everybody who has the subject open is shown it.</param>
/// <param name="ExceptUser">Who is left out of <paramref name="EveryViewer"/>.</param>
/// <param name="Shown">The users who are shown it by name.</param>
/// <param name="Kept">In whose inbox it belongs.</param>
internal sealed record RecordedNotification(
    Flag Flag, bool EveryViewer, string? ExceptUser, IReadOnlyList<string> Shown, IReadOnlyList<Recipient> Kept)
{
    /// <summary>More users who are left out of <see cref="EveryViewer"/>.</summary>
    public IReadOnlyList<string> ExceptUsers { get; init; } = [];

    /// <summary>Why each of <see cref="Shown"/> is told, in the same order; none where that is not known.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Reasons { get; init; } = [];

    /// <summary>The project or space of what it is about, each as a subject is written.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>Whether it takes the place of an earlier notification of the same id.</summary>
    public bool Updates { get; init; }

    /// <summary>What a decision tells; <see langword="null"/> where it tells nobody.</summary>
    public static RecordedNotification? Of(Decision decision) => decision.Notification is not { } flag
        ? null
        : new(flag, decision.Live?.EveryViewer ?? false, decision.Live?.ExceptUser, decision.Live?.Users ?? [], decision.Kept)
        {
            Reasons = decision.Live?.Reasons ?? [],
            Places = decision.Places,
        };
}
