namespace Notifications.Users.Inbox;

/// <summary>One change of a user's context: what to do to the inbox, and what the context is afterwards.</summary>
public sealed record ContextCommit
{
    /// <summary>The user's site.</summary>
    public required string Site { get; init; }

    /// <summary>The user.</summary>
    public required string User { get; init; }

    /// <summary><see cref="ContextSnapshot.Name"/> before it.</summary>
    public string? Name { get; init; }

    /// <summary>The version that the writer knows. Where the context has another one, somebody else writes it.</summary>
    public required long Version { get; init; }

    /// <summary>The time of the change.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What to do to the inbox; <see langword="null"/> for nothing.</summary>
    public InboxWork? Work { get; init; }

    /// <summary>The changes that it makes beside those of <see cref="Work"/>.</summary>
    public int Changes { get; init; }

    /// <summary>Whether the context is written even where nothing changed in the inbox.</summary>
    public bool IsWrittenAnyway { get; init; }

    /// <summary><see cref="ContextSnapshot.Due"/> afterwards.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary><see cref="ContextSnapshot.IsErased"/> afterwards; the counts of an erased user are 0.</summary>
    public bool IsErased { get; init; }

    /// <summary><see cref="ContextSnapshot.QuietUntil"/> afterwards.</summary>
    public DateTimeOffset? QuietUntil { get; init; }

    /// <summary><see cref="ContextSnapshot.QuietCount"/> before what <see cref="Work"/> adds.</summary>
    public long QuietCount { get; init; }

    /// <summary><see cref="ContextSnapshot.Memory"/> afterwards; <see langword="null"/> where it stays.</summary>
    public ContextMemory? Memory { get; init; }
}

/// <summary>What became of a <see cref="ContextCommit"/>.</summary>
public sealed record ContextCommitted
{
    /// <summary>Another writer has changed the context; nothing was done.</summary>
    public bool IsFenced { get; init; }

    /// <summary>Whether the context was written; if not, it is as before.</summary>
    public bool IsWritten { get; init; }

    /// <summary><see cref="ContextSnapshot.Name"/> afterwards.</summary>
    public string? Name { get; init; }

    /// <summary>The version afterwards.</summary>
    public long Version { get; init; }

    /// <summary>Unread ones afterwards.</summary>
    public long Unread { get; init; }

    /// <summary>Unseen ones afterwards.</summary>
    public long Unseen { get; init; }

    /// <summary>All afterwards.</summary>
    public long Total { get; init; }

    /// <summary>How many came in the quiet time, afterwards.</summary>
    public long QuietCount { get; init; }

    /// <summary>How many were in another state before.</summary>
    public long Changed { get; init; }

    /// <summary>The smallest sequence of those, where there may be more to do before it; <see langword="null"/> where all is done.</summary>
    public long? Last { get; init; }

    /// <summary>The ids of those, at most one more than <see cref="InboxWork.MaxListed"/>.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>What arrived or came back, each by a change of its own.</summary>
    public IReadOnlyList<InboxItem> Arrived { get; init; } = [];

    /// <summary>The ids asked for that are not there.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>The ids that were not saved, because as many are saved as may be.</summary>
    public IReadOnlyList<string> Full { get; init; } = [];
}
