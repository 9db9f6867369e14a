using System.Data.Common;
using Dapper;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>What inboxes do without an order: note what was displayed, bring back what is snoozed.</summary>
internal static class OwnWriting
{
    public static void Receive(DbTransaction transaction, ContextTally tally)
    {
        var connection = transaction.Connection!;
        var ids = ((InboxWork.Receive)tally.Commit.Work!).Ids.Distinct(StringComparer.Ordinal).ToArray();
        if (ids.Length == 0)
            return;
        var rows = connection.Query<InboxRow>(
            $"""
            SELECT {InboxRow.Columns}, CASE WHEN inbox.sequence IS NULL THEN inbox.content END AS "Content"
            FROM inbox WHERE inbox.site = @site AND inbox."user" = @user AND inbox.id {tally.Database.Among("@ids")}
            """,
            new { site = tally.Commit.Site, user = tally.Commit.User, ids }, transaction).ToList();
        tally.Unknown.AddRange(ids.Except(rows.Select(row => row.Id), StringComparer.Ordinal));

        // It was to be kept only if nobody saw it.
        var deleted = rows.Where(row => row.Content is { } content && InboxContent.Read(content).UnlessShownBy is not null).ToList();
        var seen = rows.Except(deleted).Where(row => !row.Seen).ToList();
        foreach (var row in seen)
        {
            tally.Leave(row);
            row.Seen = true;
            tally.Enter(row);
            if (row.Sequence is null)
                continue;
            tally.Changed++;
            tally.List(row.Id);
        }

        Execute(transaction, $"DELETE FROM inbox WHERE position {tally.Database.Among("@positions")} AND sequence IS NULL", deleted);
        Execute(transaction, $"UPDATE inbox SET seen = TRUE WHERE position {tally.Database.Among("@positions")}", seen);
    }

    public static void Wake(DbTransaction transaction, ContextTally tally)
    {
        var rows = transaction.Connection!.Query<InboxRow>(
            $"""
            SELECT {InboxRow.Columns}, inbox.content AS "Content" FROM inbox
            WHERE inbox.site = @site AND inbox."user" = @user AND inbox.snoozed_until <= @now
            ORDER BY inbox.snoozed_until LIMIT @limit
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

    private static void Execute(DbTransaction transaction, string sql, List<InboxRow> rows)
    {
        if (rows.Count > 0)
            transaction.Connection!.Execute(sql, new { positions = rows.Select(row => row.Position).ToArray() }, transaction);
    }
}
