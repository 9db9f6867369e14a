namespace Notifications.Tests.Faults.Accounting;

/// <summary>An inbox when all is quiet, read anew.</summary>
/// <param name="Items">Of the view <c>all</c>, newest first.</param>
/// <param name="Views">The ids of each other view.</param>
internal sealed record FinalInbox(
    string User, IReadOnlyList<FinalItem> Items, IReadOnlyDictionary<string, IReadOnlySet<string>> Views, long Unread, long Unseen, long Version)
{
    /// <summary>The subjects that the user has muted.</summary>
    public IReadOnlySet<string> Mutes { get; init; } = new HashSet<string>();
}

/// <summary>A notification of it.</summary>
/// <param name="Hooks">The numbers of the hooks that its text names.</param>
internal sealed record FinalItem(
    string Id, long Revision, long Sequence, HookKind Kind, string Subject, IReadOnlyList<int> Hooks,
    bool Seen, bool Read, bool Archived, bool Saved, bool Snoozed);
