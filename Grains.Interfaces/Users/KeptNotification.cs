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
}
