using System.Data.Common;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>
/// Changes of user contexts, of many users in one transaction: those whose version is as their writer knows it, what they do to
/// their inboxes, and what the contexts are afterwards.
/// </summary>
internal sealed class ContextBatch(SqlDatabase database) : Batch<ContextCommit, ContextCommitted>
{
    private static readonly ContextCommitted Fenced = new() { IsFenced = true };

    protected override IReadOnlyList<ContextCommitted> Execute(DbTransaction transaction, IReadOnlyList<ContextCommit> items)
    {
        var rightful = ContextRows.Fence(transaction, items);
        var done = new ContextCommitted?[items.Count];
        var tallies = new Dictionary<int, ContextTally>();
        for (var i = 0; i < items.Count; i++)
        {
            // Of two writers of one context the second is fenced also where both are in this transaction.
            if (rightful.Remove((items[i].Site, items[i].Name ?? items[i].User, items[i].Version)))
                tallies.Add(i, new ContextTally(items[i], database));
            else
                done[i] = Fenced;
        }

        DeliveryWriting.Write(database, transaction, tallies.Values.Where(tally => tally.Commit.Work is InboxWork.Deliver));
        foreach (var tally in tallies.Values)
            Work(transaction, tally);
        var states = ContextRows.Write(transaction, tallies.Values.Where(tally => tally.IsWritten));
        foreach (var (i, tally) in tallies)
            done[i] = Done(tally, states.GetValueOrDefault((tally.Commit.Site, Tombstone.After(tally.Commit))));
        return done!;
    }

    private static void Work(DbTransaction transaction, ContextTally tally)
    {
        switch (tally.Commit.Work)
        {
            case InboxWork.Apply:
                OrderWriting.Write(transaction, tally);
                break;
            case InboxWork.Receive:
                OwnWriting.Receive(transaction, tally);
                break;
            case InboxWork.Wake:
                OwnWriting.Wake(transaction, tally);
                break;
            case InboxWork.Trim:
                RemovalWriting.Trim(transaction, tally);
                break;
            case InboxWork.Withdraw:
                RemovalWriting.Withdraw(transaction, tally);
                break;
            case InboxWork.Clear:
                RemovalWriting.Clear(transaction, tally);
                break;
        }
    }

    private static ContextCommitted Done(ContextTally tally, ContextCounts? counts) => new()
    {
        IsWritten = tally.IsWritten,
        Name = Tombstone.After(tally.Commit),
        Version = tally.Version,
        Unread = counts?.Unread ?? 0,
        Unseen = counts?.Unseen ?? 0,
        Total = counts?.Total ?? 0,
        QuietCount = tally.Commit.QuietCount + tally.Quiet,
        Changed = tally.Changed,
        Last = tally.Last,
        Ids = tally.Ids,
        Arrived = tally.Arrived,
        Unknown = tally.Unknown,
        Full = tally.Full,
    };
}
