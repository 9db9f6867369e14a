using System.Data;
using System.Data.Common;

namespace Notifications.Storage.Inbox;

/// <summary>Writes the states of rows back.</summary>
internal static class RowWriting
{
    private static readonly RowStatement Change = new(
        """
        UPDATE inbox
        SET queued = v.queued, taken = v.taken, sequence = v.sequence, seen = v.seen, read = v.read, archived = v.archived,
            snoozed = v.snoozed, snoozed_until = v.snoozed_until, snoozed_for = v.snoozed_for, arrived = v.arrived, reasons = v.reasons,
            places = v.places
        FROM {rows}
        WHERE inbox.position = v.position AND inbox.revision = v.revision
        """,
        ("position", DbType.Int64), ("revision", DbType.Int64), ("queued", DbType.Boolean), ("taken", DbType.Int64), ("sequence", DbType.Int64),
        ("seen", DbType.Boolean), ("read", DbType.Boolean), ("archived", DbType.Boolean), ("snoozed", DbType.Boolean),
        ("snoozed_until", DbType.Int64), ("snoozed_for", DbType.String), ("arrived", DbType.Int64), ("reasons", DbType.String),
        ("places", DbType.String));

    /// <summary>Writes rows; those that meanwhile have another revision make it fail, and the transaction is tried again.</summary>
    public static void Write(DbTransaction transaction, IReadOnlyList<InboxRow> rows)
    {
        if (Change.Execute(transaction, [.. rows.Select(Values)]) != rows.Count)
            throw new InvalidOperationException("A notification was replaced while it was delivered.");
    }

    private static object?[] Values(InboxRow row) =>
    [
        row.Position, row.Revision, row.Queued, row.Taken, row.Sequence, row.Seen, row.Read, row.Archived, row.Snoozed,
        row.SnoozedUntil, row.SnoozedFor, row.Arrived, row.Reasons, row.Places,
    ];
}
