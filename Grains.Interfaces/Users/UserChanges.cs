using Notifications.Live;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;

namespace Notifications.Users;

/// <summary>A user's counts as of a version, which grows by one with every change of the user's context.</summary>
/// <param name="Unread">Notifications of the inbox that are not read; archived and snoozed ones don't count.</param>
/// <param name="Version">The sequence of the newest change.</param>
/// <param name="Unseen">Notifications of the inbox that were never displayed, in a flag or in the list.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.UserCounts")]
public sealed record UserCounts(
    [property: Id(0)] long Unread, [property: Id(1)] long Version, [property: Id(2)] long Unseen = 0);

/// <summary>Where a session stands in the changes of its user's context. Positions compare only within one epoch.</summary>
/// <param name="Epoch">The life of the store.</param>
/// <param name="Sequence">The newest change that the session knows of.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.UserPosition")]
public sealed record UserPosition([property: Id(0)] string Epoch, [property: Id(1)] long Sequence);

/// <summary>Where a user's context stands: what a gateway needs to begin.</summary>
/// <param name="Position">Of the newest change.</param>
/// <param name="Counts">As of <paramref name="Position"/>.</param>
/// <param name="Preferences">By which the gateway leaves out flags; <see langword="null"/> where there are none.</param>
/// <param name="Digest">The digest of a quiet time that no session has acknowledged yet: it is in no inbox.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.UserStanding")]
public sealed record UserStanding(
    [property: Id(0)] UserPosition Position, [property: Id(1)] UserCounts Counts, [property: Id(2)] UserPreferences? Preferences,
    [property: Id(3)] UserChange? Digest = null)
{
    /// <summary>The silo on which the context is, where that is known.</summary>
    [Id(4)] public SiloAddress? Silo { get; init; }
}

/// <summary>Changes of a user's context, for all of the user's sessions.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.UserUpdate")]
public sealed record UserUpdate
{
    /// <summary>The user's site.</summary>
    [Id(0)] public required string Site { get; init; }

    /// <summary>The user.</summary>
    [Id(1)] public required string User { get; init; }

    /// <summary>The sequence before the first of <see cref="Changes"/>; a gateway that stands elsewhere has missed something.</summary>
    [Id(2)] public required long Previous { get; init; }

    /// <summary>Where the context stands after them.</summary>
    [Id(3)] public required UserPosition Position { get; init; }

    /// <summary>The counts after them.</summary>
    [Id(4)] public required UserCounts Counts { get; init; }

    /// <summary>The changes in their order; none where something is told that is no change.</summary>
    [Id(5)] public IReadOnlyList<UserChange> Changes { get; init; } = [];

    /// <summary>The preferences, where they changed.</summary>
    [Id(6)] public UserPreferences? Preferences { get; init; }

    /// <summary>The ids of flags that were closed in one session and are to close in the others. No change: it may be lost.</summary>
    [Id(7)] public IReadOnlyList<string> Closed { get; init; } = [];
}

/// <summary>One change of a user's context.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.UserChange")]
public sealed record UserChange
{
    /// <summary>Its sequence: the one before plus one.</summary>
    [Id(0)] public required long Sequence { get; init; }

    /// <summary>What sort of change it is.</summary>
    [Id(1)] public required UserChangeKind Kind { get; init; }

    /// <summary>The notification that arrived, or came back.</summary>
    [Id(2)] public InboxItem? Item { get; init; }

    /// <summary>What was done to <see cref="Ids"/>.</summary>
    [Id(3)] public InboxOperation Operation { get; init; }

    /// <summary>The ids of those that changed or are gone.</summary>
    [Id(4)] public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Until when they are snoozed.</summary>
    [Id(5)] public DateTimeOffset? Until { get; init; }

    /// <summary>What they are snoozed for.</summary>
    [Id(6)] public string? For { get; init; }

    /// <summary>The digest of a quiet time.</summary>
    [Id(7)] public Flag? Digest { get; init; }
}

/// <summary>What sort of change it is.</summary>
[Alias("notifications.UserChangeKind")]
public enum UserChangeKind
{
    /// <summary>A notification arrived, or a newer revision of it, or it came back from being snoozed.</summary>
    Arrived,

    /// <summary>Notifications were read, archived, ….</summary>
    Changed,

    /// <summary>Notifications are gone: too old, too many, withdrawn.</summary>
    Removed,

    /// <summary>More changed than can be listed: the inbox is to be read anew.</summary>
    Reset,

    /// <summary>The preferences changed.</summary>
    Preferences,

    /// <summary>A quiet time ended, and this is what came meanwhile.</summary>
    Digest,
}

/// <summary>What a session missed.</summary>
/// <param name="Standing">Where the context stands now.</param>
/// <param name="Complete">Whether <paramref name="Missed"/> is everything after the position asked for; if not, the inbox is to be read anew.</param>
/// <param name="Missed">The changes after the position asked for, oldest first.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.UserReplay")]
public sealed record UserReplay(
    [property: Id(0)] UserStanding Standing, [property: Id(1)] bool Complete, [property: Id(2)] IReadOnlyList<UserChange> Missed);
