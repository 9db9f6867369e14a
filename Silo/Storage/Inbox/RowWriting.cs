using System.Data.Common;

namespace Notifications.Storage.Inbox;

/// <summary>Writes the states of rows back, many with one statement.</summary>
internal static class RowWriting
{
    // A statement has a bound for its parameters.
    private const int MaxAtOnce = 200;

    /// <summary>Writes rows; those that meanwhile have another revision make it fail, and the transaction is tried again.</summary>
    public static void Write(DbTransaction transaction, IEnumerable<InboxRow> rows)
    {
        foreach (var some in rows.Chunk(MaxAtOnce))
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            var values = new RowValues(command);
            foreach (var row in some)
            {
                values.Add(
                    row.Position, row.Revision, row.Queued, row.Taken, row.Sequence, row.Seen, row.Read, row.Archived, row.Snoozed,
                    row.SnoozedUntil, row.SnoozedFor, row.Arrived, row.Reasons, row.Places);
            }

            command.CommandText =
                $"""
                UPDATE inbox
                SET queued = v.column3, taken = v.column4, sequence = v.column5, seen = v.column6, read = v.column7, archived = v.column8,
                    snoozed = v.column9, snoozed_until = v.column10, snoozed_for = v.column11, arrived = v.column12, reasons = v.column13,
                    places = v.column14
                FROM ({values}) AS v
                WHERE inbox.position = v.column1 AND inbox.revision = v.column2
                """;
            if (command.ExecuteNonQuery() != some.Length)
                throw new InvalidOperationException("A notification was replaced while it was delivered.");
        }
    }
}
