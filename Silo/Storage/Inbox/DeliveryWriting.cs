using System.Data;
using System.Data.Common;
using Dapper;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>Takes notifications from the queue into inboxes, of many users with the same statements.</summary>
internal static class DeliveryWriting
{
    private const int MaxAtOnce = 500;

    // Whoever else writes some of these rows takes them in the same order.
    private static readonly RowStatement ByIdentity = new(
        $$"""
        SELECT {{InboxRow.Columns}}, v.number AS "Index"
        FROM {rows} CROSS JOIN inbox
        WHERE inbox.site = v.site AND inbox."user" = v."user" AND inbox.id = v.id
        ORDER BY inbox.site, inbox."user", inbox.id
        {held}
        """,
        ("site", DbType.String), ("user", DbType.String), ("id", DbType.String), ("number", DbType.Int64));

    public static void Write(SqlDatabase database, DbTransaction transaction, IEnumerable<ContextTally> commits)
    {
        var asked = new List<(ContextTally Tally, Delivery Delivery)>();
        foreach (var tally in commits)
            asked.AddRange(((InboxWork.Deliver)tally.Commit.Work!).Deliveries.Select(delivery => (tally, delivery)));

        foreach (var some in asked.Chunk(MaxAtOnce))
        {
            var written = new List<InboxRow>();
            var (ended, erased) = (new List<long>(), new List<long>());
            foreach (var row in Find(transaction, some))
            {
                var (tally, delivery) = some[row.Index];
                if (!row.Queued || row.Revision != delivery.Notification.Flag.Revision)
                    continue;
                if (!Take(row, tally, delivery))
                    (tally.Commit.IsErased ? erased : ended).Add(row.Position);
                written.Add(row);
            }

            RowWriting.Write(transaction, written);
            Remains.Leave(database, transaction, ended);
            if (erased.Count > 0)
            {
                transaction.Connection!.Execute(
                    $"DELETE FROM inbox WHERE position {database.Among("@erased")}", new { erased = erased.ToArray() }, transaction);
            }
        }
    }

    /// <summary>Changes a row that waits; <see langword="false"/> where it is not to be in the inbox.</summary>
    private static bool Take(InboxRow row, ContextTally tally, Delivery delivery)
    {
        var notification = delivery.Notification;
        row.Queued = false;
        if (row.Sequence is null && !delivery.IsKept)
            return false;
        var isNew = row.Taken != row.Revision;
        // What is known and not wanted any more stays as it is; only what is new of it is not told.
        var isBack = isNew ? delivery.IsKept : row.SnoozedFor is not null;
        row.Taken = row.Revision;
        if (!isBack)
            return true;

        tally.Leave(row);
        if (row.Sequence is not null)
            row.Seen = false;
        if (isNew)
        {
            row.Seen |= delivery.IsSeen;
            row.Read = false;
            row.Reasons = WordList.Of(notification.Reasons);
            row.Places = WordList.Of(notification.Places.Select(place => place.ToString()));
            tally.Quiet += delivery.IsQuiet ? 1 : 0;
        }

        row.ComeToTop(tally.NextSequence, tally.Commit.Now);
        tally.Enter(row);
        tally.Changed++;
        tally.Arrived.Add(row.ToItem(notification));
        return true;
    }

    /// <summary>The rows, in the order of the deliveries. Where one was asked for twice, it is found once.</summary>
    private static List<InboxRow> Find(DbTransaction transaction, (ContextTally Tally, Delivery Delivery)[] asked)
    {
        var found = ByIdentity.Read(
            transaction,
            [.. asked.Select((one, i) => (object?[])[one.Tally.Commit.Site, one.Tally.Commit.User, one.Delivery.Notification.Flag.Id, (long)i])],
            InboxRow.Of);
        var rows = found
            .GroupBy(row => row.Position)
            .Select(same => same.FirstOrDefault(row => row.Revision == asked[row.Index].Delivery.Notification.Flag.Revision) ?? same.First())
            .ToList();
        rows.Sort((one, other) => one.Index.CompareTo(other.Index));
        return rows;
    }
}
