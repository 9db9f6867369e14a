using Notifications.Live;
using Notifications.Subjects;

namespace Notifications.Users;

/// <summary>What a rule wants kept for one recipient, as it travels to the recipient's user context.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.KeptNotification")]
public sealed record KeptNotification
{
    /// <summary>The stream namespace of the kept lane; the stream's key is the recipient's <see cref="UserKey"/>.</summary>
    public const string StreamNamespace = "kept";

    /// <summary>The notification as it would be shown; its id is unique within the recipient.</summary>
    [Id(0)] public required Flag Flag { get; init; }

    /// <summary>What it is about.</summary>
    [Id(1)] public required Subject Subject { get; init; }

    /// <summary>Why this person: <c>assignee</c>, <c>actor</c>, <c>named</c>, …; more than one where more than one holds.</summary>
    [Id(2)] public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The source of the event.</summary>
    [Id(3)] public required string Source { get; init; }

    /// <summary>The project or space in which the subject is.</summary>
    [Id(4)] public IReadOnlyList<Subject> Places { get; init; } = [];

    /// <summary>
    /// Set where it belongs in the inbox only if no session has acknowledged its flag by then; <see langword="null"/> where it
    /// belongs there anyway.
    /// </summary>
    [Id(5)] public DateTimeOffset? UnlessShownBy { get; init; }
}
