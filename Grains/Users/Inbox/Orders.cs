using Notifications.Subjects;
using Notifications.Waking;

namespace Notifications.Users.Inbox;

/// <summary>
/// Does what the user wants with the inbox. What is about many is done part by part, from the newest on: what others write gets in
/// between, also deliveries to this user, and is not touched, because it is newer. The user's own orders don't overtake each other.
/// </summary>
internal sealed class Orders(UserContext context, EarlyReceipts receipts)
{
    private readonly Turns _turns = new();

    public Task<InboxChanged> ChangeAsync(InboxOrder order) => _turns.TakeAsync(async () =>
    {
        var (changed, unknown, full) = await ApplyAsync(order);
        return new InboxChanged(changed, unknown, context.Counts) { Full = full };
    });

    /// <summary>Reads what of the inbox is about a subject. Costs nothing where nothing is new.</summary>
    public async Task<long> OpenAsync(Subject subject)
    {
        await context.KnowAsync();
        if (context.State is { Unread: 0, Unseen: 0 })
            return 0;
        var order = new InboxOrder { Operation = InboxOperation.Read, All = new InboxQuery { View = InboxView.Inbox, Subject = subject } };
        return await _turns.TakeAsync(async () => (await ApplyAsync(order)).Changed);
    }

    /// <summary>Notes that flags were displayed, and tells the other sessions where they were closed.</summary>
    public async Task<long> AcknowledgeAsync(FlagReceipt receipt)
    {
        await context.KnowAsync();
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

    /// <summary>Takes out what is about a subject, or about what is in it.</summary>
    public Task<long> WithdrawAsync(Subject subject) => _turns.TakeAsync(async () =>
    {
        var (changed, _, _) = await InPartsAsync(
            before => context.CommitAsync(context.Commit(new InboxWork.Withdraw(subject, before, context.Options.MaxAtOnce)), Gone, isHeldBack: true));
        return changed;
    });

    private async Task<(long Changed, IReadOnlyList<string> Unknown, IReadOnlyList<string> Full)> ApplyAsync(InboxOrder order)
    {
        var due = order.Operation == InboxOperation.Snooze ? order.Until : null;
        var change = new UserChange
        {
            Sequence = 0,
            Kind = UserChangeKind.Changed,
            Operation = order.Operation,
            Until = order.Until,
            For = order.For,
        };
        return await InPartsAsync(before => context.CommitAsync(
            context.Commit(new InboxWork.Apply(Before(order, before), order.Ids?.Count ?? context.Options.MaxAtOnce, context.Options.MaxSaved), due),
            done => [InboxChange.Listed(done, change, context.Metrics)], isHeldBack: true));
    }

    /// <summary>Commits each part in a turn of its own, and tells them together: a session that has to read anew does it once.</summary>
    private async Task<(long Changed, IReadOnlyList<string> Unknown, IReadOnlyList<string> Full)> InPartsAsync(
        Func<long?, Task<ContextCommitted>> commit)
    {
        var changed = 0L;
        try
        {
            for (long? before = null; ;)
            {
                var done = await context.InTurnAsync(() => commit(before));
                changed += done.Changed;
                if (done.Last is null)
                    return (changed, done.Unknown, done.Full);
                before = done.Last;
            }
        }
        finally
        {
            context.TellHeldBack();
        }
    }

    private static InboxOrder Before(InboxOrder order, long? before) =>
        before is null || order.All is not { } all ? order : order with { All = all with { Before = before } };

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
