using System.Data.Common;
using Dapper;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>What inboxes do without an order: note what was displayed, bring back what is snoozed.</summary>
internal static class OwnWriting
{
    public static void Receive(DbTransaction transaction, ContextTally tally)
    {
        var flags = ((InboxWork.Receive)tally.Commit.Work!).Flags;
        if (flags.Count == 0)
            return;
        var rows = transaction.Connection!.Query<InboxRow>(
            $"""
            SELECT {InboxRow.Columns}, CASE WHEN inbox.queued THEN inbox.content END AS "Content"
            FROM inbox WHERE inbox.site = @site AND inbox."user" = @user AND inbox.id {tally.Database.Among("@ids")}
            ORDER BY inbox.id {tally.Database.Holding("inbox")}
            """,
            new { site = tally.Commit.Site, user = tally.Commit.User, ids = flags.Select(flag => flag.Id).ToArray() }, transaction)
            .ToDictionary(row => row.Id, StringComparer.Ordinal);
        var (seen, ended) = (new List<InboxRow>(), new List<long>());
        foreach (var flag in flags)
        {
            if (!rows.TryGetValue(flag.Id, out var row) || flag.Revision > row.Revision)
                tally.Unknown.Add(flag.Id);
            if (row is not null && Receive(row, flag, tally) is { } isSeen)
            {
                if (isSeen)
                    seen.Add(row);
                else
                    ended.Add(row.Position);
            }
        }

        Remains.Leave(tally.Database, transaction, ended);
        RowWriting.Write(transaction, seen);
    }

    /// <summary>Whether the row is seen, or ended, by this; <see langword="null"/> where it stays as it is.</summary>
    private static bool? Receive(InboxRow row, DisplayedFlag flag, ContextTally tally)
    {
        var isWaiting = row.Queued && row.Taken != row.Revision;
        // Without its revision nobody knows whether a flag was that of a newer one than the user has.
        if (isWaiting && (flag.Revision is { } revision ? revision >= row.Revision : row.Taken is null))
        {
            if (row.IsKeptUnlessShown)
            {
                if (row.Sequence is null)
                    return false;
                (row.Queued, row.Taken) = (false, row.Revision);
                See(row, tally);
                return true;
            }

            if (row.Sequence is not null)
                tally.Unknown.Add(row.Id);
        }
        else if (row.Sequence is null || flag.Revision < row.Taken)
        {
            return null;
        }

        return row.Seen ? null : See(row, tally);
    }

    private static bool See(InboxRow row, ContextTally tally)
    {
        if (row.Seen)
            return true;
        tally.Leave(row);
        row.Seen = true;
        tally.Enter(row);
        if (row.Sequence is not null)
        {
            tally.Changed++;
            tally.List(row.Id);
        }

        return true;
    }

    public static void Wake(DbTransaction transaction, ContextTally tally)
    {
        var rows = transaction.Connection!.Query<InboxRow>(
            $"""
            SELECT {InboxRow.Columns}, inbox.content AS "Content" FROM inbox
            WHERE inbox.site = @site AND inbox."user" = @user AND inbox.snoozed_until <= @now
            ORDER BY inbox.snoozed_until LIMIT @limit {tally.Database.Holding("inbox")}
            """,
            new
            {
                site = tally.Commit.Site,
                user = tally.Commit.User,
                now = tally.Commit.Now.ToUnixTimeMilliseconds(),
                limit = ((InboxWork.Wake)tally.Commit.Work!).Limit,
            },
            transaction).ToList();
        foreach (var row in rows)
        {
            tally.Leave(row);
            row.Seen = false;
            row.ComeToTop(tally.NextSequence, tally.Commit.Now);
            tally.Enter(row);
            tally.Changed++;
            tally.Arrived.Add(row.ToItem());
        }

        RowWriting.Write(transaction, rows);
    }
}
