namespace Notifications.Users.Inbox;

/// <summary>What to do to which notifications of an inbox. Doing it again changes nothing.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.InboxOrder")]
public sealed record InboxOrder
{
    /// <summary>The most ids of one order.</summary>
    public const int MaxIds = 1_000;

    /// <summary>What to do.</summary>
    [Id(0)] public required InboxOperation Operation { get; init; }

    /// <summary>To these; <see langword="null"/> where <see cref="All"/> says it.</summary>
    [Id(1)] public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>To all of these, whatever its limit; what arrives after its <see cref="InboxQuery.Before"/> is left alone.</summary>
    [Id(2)] public InboxQuery? All { get; init; }

    /// <summary>Until when to snooze.</summary>
    [Id(3)] public DateTimeOffset? Until { get; init; }

    /// <summary>What to snooze for, one of <see cref="SnoozeWords"/>; with <see cref="Until"/> whichever comes first.</summary>
    [Id(4)] public string? For { get; init; }
}

/// <summary>What can be done to a notification of an inbox.</summary>
[Alias("notifications.InboxOperation")]
public enum InboxOperation
{
    /// <summary>It was displayed.</summary>
    Seen,

    /// <summary>It was read, which is seen too.</summary>
    Read,

    /// <summary>It is to count as not read again.</summary>
    Unread,

    /// <summary>Puts it away; it is read too.</summary>
    Archive,

    /// <summary>Takes it back from the archive.</summary>
    Unarchive,

    /// <summary>Takes it out of sight until a time or an event.</summary>
    Snooze,

    /// <summary>Brings it back now.</summary>
    Unsnooze,

    /// <summary>Keeps it for later.</summary>
    Save,

    /// <summary>Ends that.</summary>
    Unsave,
}

/// <summary>What an order did.</summary>
/// <param name="Changed">How many were in another state before.</param>
/// <param name="Unknown">The ids that the inbox does not have.</param>
/// <param name="Counts">After it.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.InboxChanged")]
public sealed record InboxChanged(
    [property: Id(0)] long Changed, [property: Id(1)] IReadOnlyList<string> Unknown, [property: Id(2)] UserCounts Counts)
{
    /// <summary>The ids that were not saved, because as many are saved as may be; of an order to all not every one.</summary>
    [Id(3)] public IReadOnlyList<string> Full { get; init; } = [];
}

/// <summary>What a session says of flags that it showed.</summary>
/// <param name="Ids">The ids of the flags.</param>
/// <param name="Closed">Whether the user closed them, so that they close everywhere.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.FlagReceipt")]
public sealed record FlagReceipt([property: Id(0)] IReadOnlyList<string> Ids, [property: Id(1)] bool Closed)
{
    /// <summary>Which revision each of them was, in the order of <see cref="Ids"/>; <see langword="null"/> where that is not known.</summary>
    [Id(2)] public IReadOnlyList<long>? Revisions { get; init; }

    /// <summary>The most ids of one receipt.</summary>
    public const int MaxIds = 64;
}
