namespace Notifications.Users.Inbox;

/// <summary>Makes the changes that sessions are told.</summary>
internal static class InboxChange
{
    /// <summary>One for each that arrived or came back.</summary>
    public static IReadOnlyList<UserChange> Arrivals(ContextCommitted done) => [.. done.Arrived.Select(item => new UserChange
    {
        Sequence = item.Sequence,
        Kind = UserChangeKind.Arrived,
        Item = item,
    })];

    /// <summary>One for all that were changed, or that the inbox is to be read anew where they are too many.</summary>
    public static UserChange Listed(ContextCommitted done, UserChange change, InboxMetrics metrics)
    {
        if (done.Ids.Count <= InboxWork.MaxListed)
            return change with { Sequence = done.Version, Ids = done.Ids };
        metrics.Reset();
        return new UserChange { Sequence = done.Version, Kind = UserChangeKind.Reset };
    }
}
