using Notifications.Subjects;

namespace Notifications.Users.Inbox;

/// <summary>Does what the user wants with the inbox.</summary>
internal sealed class Orders(UserContext context, EarlyReceipts receipts)
{
    public Task<InboxChanged> ChangeAsync(InboxOrder order) => context.InTurnAsync(async () =>
    {
        var done = await ApplyAsync(order);
        return new InboxChanged(done.Changed, done.Unknown, context.Counts);
    });

    /// <summary>Reads what of the inbox is about a subject. Costs nothing where nothing is new.</summary>
    public async Task<long> OpenAsync(Subject subject)
    {
        if (context.State is { Unread: 0, Unseen: 0 })
            return 0;
        return await context.InTurnAsync(async () => (await ApplyAsync(new InboxOrder
        {
            Operation = InboxOperation.Read,
            All = new InboxQuery { View = InboxView.Inbox, Subject = subject },
        })).Changed);
    }

    /// <summary>Notes that flags were displayed, and tells the other sessions where they were closed.</summary>
    public async Task<long> AcknowledgeAsync(FlagReceipt receipt)
    {
        if (receipt.Closed)
            context.TellClosed(receipt.Ids);
        return await context.InTurnAsync(async () =>
        {
            var displayed = Displayed(receipt);
            var commit = context.Commit(new InboxWork.Receive(displayed));
            // Who saw the digest of a quiet time is not told of it again.
            if (context.State.Memory is { Digest: { } digest } memory && receipt.Ids.Contains(digest.Flag.Id))
                commit = commit with { IsWrittenAnyway = true, Memory = memory with { Digest = null } };
            var done = await context.CommitAsync(commit, Seen);
            receipts.Add(displayed.IntersectBy(done.Unknown, flag => flag.Id, StringComparer.Ordinal));
            return done.Changed;
        });
    }

    public Task<long> WithdrawAsync(Subject subject) => context.InTurnAsync(async () =>
        (await context.CommitAsync(context.Commit(new InboxWork.Withdraw(subject)), Gone)).Changed);

    private Task<ContextCommitted> ApplyAsync(InboxOrder order)
    {
        var change = new UserChange
        {
            Sequence = 0,
            Kind = UserChangeKind.Changed,
            Operation = order.Operation,
            Until = order.Until,
            For = order.For,
        };
        return context.CommitAsync(
            context.Commit(new InboxWork.Apply(order), order.Operation == InboxOperation.Snooze ? order.Until : null),
            done => [InboxChange.Listed(done, change, context.Metrics)]);
    }

    /// <summary>Each id once, with the newest revision of it.</summary>
    private static IReadOnlyList<DisplayedFlag> Displayed(FlagReceipt receipt) =>
    [
        .. receipt.Ids
            .Select((id, i) => new DisplayedFlag(id, receipt.Revisions?[i]))
            .GroupBy(flag => flag.Id, StringComparer.Ordinal)
            .Select(same => same.MaxBy(flag => flag.Revision)!),
    ];

    private IReadOnlyList<UserChange> Seen(ContextCommitted done) =>
        [InboxChange.Listed(done, new UserChange { Sequence = 0, Kind = UserChangeKind.Changed, Operation = InboxOperation.Seen }, context.Metrics)];

    private IReadOnlyList<UserChange> Gone(ContextCommitted done) =>
        [InboxChange.Listed(done, new UserChange { Sequence = 0, Kind = UserChangeKind.Removed }, context.Metrics)];
}
