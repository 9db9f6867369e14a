using System.Data.Common;
using Dapper;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>Does what a user wants with the inbox: with one statement that changes, whatever the number.</summary>
internal static class OrderWriting
{
    public static void Write(DbTransaction transaction, ContextTally tally)
    {
        var (order, limit, maxSaved) = (InboxWork.Apply)tally.Commit.Work!;
        var connection = transaction.Connection!;
        if (order.Ids is { } ids)
        {
            order = order with { Ids = [.. ids.Distinct(StringComparer.Ordinal)] };
            if (order.Ids.Count == 0)
                return;
            tally.Unknown.AddRange(order.Ids.Except(Known(transaction, tally, order.Ids), StringComparer.Ordinal));
        }

        var condition = InboxCondition.Of(tally.Commit.Site, tally.Commit.User, order, tally.Database);
        var rows = connection.Query<InboxRow>(condition.Newest(InboxRow.Columns), condition.With(("most", limit)), transaction).AsList();
        if (rows.Count == 0)
            return;
        if (order.Ids is null && rows.Count == limit)
            tally.Last = rows[^1].Sequence;
        if (order.Operation == InboxOperation.Save && Room(transaction, tally, maxSaved) is var room && room < rows.Count)
        {
            tally.Full.AddRange(rows.Skip(room).Select(row => row.Id));
            tally.Last = null;
            rows = rows[..room];
            if (room == 0)
                return;
        }

        foreach (var row in rows)
            tally.List(row.Id);
        tally.Changed = rows.Count;
        var (unread, unseen) = Difference(order.Operation, rows);
        tally.Add(unread, unseen, total: 0);
        // Those that were counted, and not whichever the conditions find now: a newer revision has another type.
        connection.Execute(
            $"UPDATE inbox SET {Change(order.Operation)} WHERE position {tally.Database.Among("@positions")}",
            condition.With(("positions", rows.Select(row => row.Position).ToArray())), transaction);
    }

    /// <summary>How many more may be saved.</summary>
    private static int Room(DbTransaction transaction, ContextTally tally, int maxSaved) => maxSaved - transaction.Connection!.QuerySingle<int>(
        """
        SELECT count(*) FROM (
            SELECT 1 FROM inbox WHERE site = @site AND "user" = @user AND saved = TRUE AND sequence IS NOT NULL LIMIT @maxSaved) AS counted
        """,
        new { site = tally.Commit.Site, user = tally.Commit.User, maxSaved }, transaction);

    private static IEnumerable<string> Known(DbTransaction transaction, ContextTally tally, IReadOnlyList<string> ids) =>
        transaction.Connection!.Query<string>(
            $"SELECT id FROM inbox WHERE site = @site AND \"user\" = @user AND id {tally.Database.Among("@ids")} AND sequence IS NOT NULL",
            new { site = tally.Commit.Site, user = tally.Commit.User, ids = ids.ToArray() }, transaction);

    private static (long Unread, long Unseen) Difference(InboxOperation operation, List<InboxRow> rows) => operation switch
    {
        InboxOperation.Seen => (0, -rows.Sum(row => row.Unseen)),
        InboxOperation.Read or InboxOperation.Archive or InboxOperation.Snooze => (-rows.Sum(row => row.Unread), -rows.Sum(row => row.Unseen)),
        InboxOperation.Unread => (rows.Count(row => row.IsCounted), 0),
        InboxOperation.Unarchive or InboxOperation.Unsnooze => (rows.Count(row => !row.Read), rows.Count(row => !row.Seen)),
        _ => (0, 0),
    };

    private static string Change(InboxOperation operation) => operation switch
    {
        InboxOperation.Seen => "seen = TRUE",
        InboxOperation.Read => "read = TRUE, seen = TRUE",
        InboxOperation.Unread => "read = FALSE",
        InboxOperation.Archive =>
            "archived = TRUE, read = TRUE, seen = TRUE, snoozed = FALSE, snoozed_until = NULL, snoozed_for = NULL",
        InboxOperation.Unarchive => "archived = FALSE",
        InboxOperation.Snooze =>
            "snoozed = TRUE, archived = FALSE, snoozed_until = nullif(@until, 0), snoozed_for = nullif(@for, '')",
        InboxOperation.Unsnooze => "snoozed = FALSE, snoozed_until = NULL, snoozed_for = NULL",
        InboxOperation.Save => "saved = TRUE",
        InboxOperation.Unsave => "saved = FALSE",
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
