using Notifications.Live;
using Notifications.Subjects;

namespace Notifications.Users.Inbox;

/// <summary>A notification in an inbox.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.InboxItem")]
public sealed record InboxItem
{
    /// <summary>The change of the user's context by which it arrived; the greater, the newer.</summary>
    [Id(0)] public required long Sequence { get; init; }

    /// <summary>What is told; its id is unique within the inbox.</summary>
    [Id(1)] public required Flag Flag { get; init; }

    /// <summary>What it is about.</summary>
    [Id(2)] public required Subject Subject { get; init; }

    /// <summary>The source of the event.</summary>
    [Id(3)] public required string Source { get; init; }

    /// <summary>Why this person.</summary>
    [Id(4)] public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Whether it was displayed, in a flag or in the list.</summary>
    [Id(5)] public bool Seen { get; init; }

    /// <summary>Whether it was read.</summary>
    [Id(6)] public bool Read { get; init; }

    /// <summary>Whether it was put away.</summary>
    [Id(7)] public bool Archived { get; init; }

    /// <summary>Whether it is kept for later; what is saved does not go by age or number.</summary>
    [Id(8)] public bool Saved { get; init; }

    /// <summary>Until when it is out of sight.</summary>
    [Id(9)] public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>What has to happen to its subject until which it is out of sight: one of <see cref="SnoozeWords"/>.</summary>
    [Id(10)] public string? SnoozedFor { get; init; }
}

/// <summary>What can be waited for by a notification that is snoozed.</summary>
public static class SnoozeWords
{
    /// <summary>The issue has a resolution.</summary>
    public const string Resolved = "resolved";

    /// <summary>The issue has no resolution any more.</summary>
    public const string Reopened = "reopened";

    /// <summary>The status is another one.</summary>
    public const string StatusChanged = "statusChanged";

    /// <summary>Somebody commented.</summary>
    public const string Commented = "commented";

    /// <summary>Anything was changed.</summary>
    public const string Updated = "updated";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Resolved, Reopened, StatusChanged, Commented, Updated];
}
