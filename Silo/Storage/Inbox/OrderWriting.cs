using System.Data.Common;
using Dapper;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>Does what a user wants with the inbox: whatever the number, with one statement that changes.</summary>
internal static class OrderWriting
{
    public static void Write(DbTransaction transaction, ContextTally tally)
    {
        var order = ((InboxWork.Apply)tally.Commit.Work!).Order;
        var connection = transaction.Connection!;
        if (order.Ids is { } ids)
        {
            order = order with { Ids = [.. ids.Distinct(StringComparer.Ordinal)] };
            if (order.Ids.Count == 0)
                return;
            tally.Unknown.AddRange(order.Ids.Except(Known(transaction, tally, order.Ids), StringComparer.Ordinal));
        }

        var condition = InboxCondition.Of(tally.Commit.Site, tally.Commit.User, order, tally.Database);
        var parameters = condition.With(("most", InboxWork.MaxListed + 1));
        var before = connection.QuerySingle<Before>(Summary(condition), parameters, transaction);
        if (before.Changed == 0)
            return;
        foreach (var id in connection.Query<string>(Named(condition), parameters, transaction))
            tally.List(id);
        tally.Changed = before.Changed;
        var (unread, unseen) = Difference(order.Operation, before);
        tally.Add(unread, unseen, total: 0);
        connection.Execute($"UPDATE inbox SET {Change(order.Operation)} WHERE position IN ({condition.Positions})", parameters, transaction);
    }

    private static IEnumerable<string> Known(DbTransaction transaction, ContextTally tally, IReadOnlyList<string> ids) =>
        transaction.Connection!.Query<string>(
            $"SELECT id FROM inbox WHERE site = @site AND \"user\" = @user AND id {tally.Database.Among("@ids")} AND sequence IS NOT NULL",
            new { site = tally.Commit.Site, user = tally.Commit.User, ids = ids.ToArray() }, transaction);

    private static string Summary(InboxCondition condition) =>
        $"""
        SELECT count(*) AS "Changed",
            coalesce(sum(CASE WHEN archived OR snoozed THEN 0 ELSE 1 END), 0) AS "Counted",
            coalesce(sum(CASE WHEN archived OR snoozed OR read THEN 0 ELSE 1 END), 0) AS "Unread",
            coalesce(sum(CASE WHEN archived OR snoozed OR seen THEN 0 ELSE 1 END), 0) AS "Unseen",
            coalesce(sum(CASE WHEN read THEN 0 ELSE 1 END), 0) AS "UnreadAnywhere",
            coalesce(sum(CASE WHEN seen THEN 0 ELSE 1 END), 0) AS "UnseenAnywhere"
        FROM inbox WHERE position IN ({condition.Positions})
        """;

    private static string Named(InboxCondition condition) =>
        $"SELECT id FROM inbox WHERE position IN ({condition.Positions}) LIMIT @most";

    private static (long Unread, long Unseen) Difference(InboxOperation operation, Before before) => operation switch
    {
        InboxOperation.Seen => (0, -before.Unseen),
        InboxOperation.Read or InboxOperation.Archive or InboxOperation.Snooze => (-before.Unread, -before.Unseen),
        InboxOperation.Unread => (before.Counted, 0),
        InboxOperation.Unarchive or InboxOperation.Unsnooze => (before.UnreadAnywhere, before.UnseenAnywhere),
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

    /// <summary>What the rows that an order changes counted before it.</summary>
    private sealed class Before
    {
        public long Changed { get; init; }
        public long Counted { get; init; }
        public long Unread { get; init; }
        public long Unseen { get; init; }
        public long UnreadAnywhere { get; init; }
        public long UnseenAnywhere { get; init; }
    }
}
