using Notifications.Live;
using Notifications.Subjects;

namespace Notifications.Users.Inbox;

/// <summary>Which notifications of an inbox.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.InboxQuery")]
public sealed record InboxQuery
{
    /// <summary>The most of a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>In which state.</summary>
    [Id(0)] public InboxView View { get; init; }

    /// <summary>Of this source only.</summary>
    [Id(1)] public string? Source { get; init; }

    /// <summary>About this subject only.</summary>
    [Id(2)] public Subject? Subject { get; init; }

    /// <summary>For this reason only.</summary>
    [Id(3)] public string? Reason { get; init; }

    /// <summary>Of this sort only.</summary>
    [Id(4)] public FlagType? Type { get; init; }

    /// <summary>Of this rule only.</summary>
    [Id(5)] public string? Rule { get; init; }

    /// <summary>Only what arrived before this sequence: the cursor of the page before.</summary>
    [Id(6)] public long? Before { get; init; }

    /// <summary>The most of this page.</summary>
    [Id(7)] public int Limit { get; init; } = 50;
}

/// <summary>Notifications by their state.</summary>
[Alias("notifications.InboxView")]
public enum InboxView
{
    /// <summary>What is neither archived nor snoozed.</summary>
    Inbox,

    /// <summary>What of it is not read.</summary>
    Unread,

    /// <summary>What of it was never displayed.</summary>
    Unseen,

    /// <summary>What was put away.</summary>
    Archived,

    /// <summary>What is out of sight for a while.</summary>
    Snoozed,

    /// <summary>What is kept for later, in whatever other state.</summary>
    Saved,

    /// <summary>Everything.</summary>
    All,
}

/// <summary>A page of an inbox.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">The cursor of the next page; <see langword="null"/> on the last.</param>
/// <param name="Position">What the page shows is at least as new as this; changes after it may be in it already.</param>
/// <param name="Counts">As of <paramref name="Position"/>.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.InboxPage")]
public sealed record InboxPage(
    [property: Id(0)] IReadOnlyList<InboxItem> Items, [property: Id(1)] long? Next, [property: Id(2)] UserPosition Position, [property: Id(3)] UserCounts Counts);
