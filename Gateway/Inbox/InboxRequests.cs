namespace Notifications.Inbox;

/// <summary>What the browser passes to <c>inbox</c>.</summary>
internal sealed record ListRequest : SelectionFields
{
    /// <summary>The <c>next</c> of the page before.</summary>
    public string? Cursor { get; init; }

    /// <summary>The most of this page.</summary>
    public int? Limit { get; init; }
}

/// <summary>Which notifications <c>change</c> means by <c>all</c>.</summary>
internal sealed record SelectionRequest : SelectionFields
{
    /// <summary>What arrived after this sequence is left alone.</summary>
    public long? Through { get; init; }
}

/// <summary>Which notifications of an inbox, in the words of the wire.</summary>
internal abstract record SelectionFields
{
    public string? View { get; init; }
    public string? Source { get; init; }
    public string? Subject { get; init; }
    public string? Reason { get; init; }
    public string? Type { get; init; }
    public string? Rule { get; init; }
}

/// <summary>What the browser passes to <c>change</c>.</summary>
/// <param name="Operation">What to do.</param>
/// <param name="Ids">To these.</param>
/// <param name="All">Or to all of these.</param>
/// <param name="Until">Until when to snooze.</param>
/// <param name="For">What to snooze for.</param>
internal sealed record ChangeRequest(
    string? Operation = null, IReadOnlyList<string?>? Ids = null, SelectionRequest? All = null, string? Until = null, string? For = null);

/// <summary>What the browser passes to <c>acknowledge</c>.</summary>
/// <param name="Ids">The flags.</param>
/// <param name="Closed">Whether the user closed them.</param>
/// <param name="Revisions">The revision of each.</param>
internal sealed record AcknowledgeRequest(IReadOnlyList<string?>? Ids = null, bool Closed = false, IReadOnlyList<long>? Revisions = null);

/// <summary>What the browser passes to <c>changes</c>.</summary>
/// <param name="Position">Where it stands.</param>
internal sealed record ChangesRequest(WirePosition? Position = null);

/// <summary>Where a session stands in the changes of its user's inbox.</summary>
internal sealed record WirePosition(string? Epoch = null, long Sequence = -1);
