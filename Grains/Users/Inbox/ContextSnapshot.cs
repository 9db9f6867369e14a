using Notifications.Live;
using Notifications.Users.Preferences;

namespace Notifications.Users.Inbox;

/// <summary>What the store knows of a user beside the inbox.</summary>
public sealed record ContextSnapshot
{
    /// <summary>What the store calls it, where that is not the user: the store has forgotten whom it has erased.</summary>
    public string? Name { get; init; }

    /// <summary>The sequence of the newest change; 0 before the first.</summary>
    public long Version { get; init; }

    /// <summary>How many of the inbox are not read.</summary>
    public long Unread { get; init; }

    /// <summary>How many of the inbox were never displayed.</summary>
    public long Unseen { get; init; }

    /// <summary>How many notifications there are, archived and snoozed ones too.</summary>
    public long Total { get; init; }

    /// <summary>When there is something to do, at the latest.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Whether the user was erased and has no inbox.</summary>
    public bool IsErased { get; init; }

    /// <summary>The end of the quiet time in which something came.</summary>
    public DateTimeOffset? QuietUntil { get; init; }

    /// <summary>How many came in it.</summary>
    public long QuietCount { get; init; }

    /// <summary>The rest.</summary>
    public ContextMemory Memory { get; init; } = ContextMemory.None;
}

/// <summary>What is remembered of a user and seldom changes.</summary>
/// <param name="Preferences">How the user wants to be told.</param>
/// <param name="Digest">The newest digest of a quiet time.</param>
public sealed record ContextMemory(UserPreferences Preferences, ToldDigest? Digest)
{
    /// <summary>Of a user who has said nothing.</summary>
    public static readonly ContextMemory None = new(UserPreferences.None, null);
}

/// <summary>A digest that was told. A crash right after its commit takes the message; a session that asks gets it from here.</summary>
/// <param name="Sequence">The change by which it was told.</param>
/// <param name="Flag">What was told.</param>
public sealed record ToldDigest(long Sequence, Flag Flag);
