using System.Data.Common;
using Dapper;

namespace Notifications.Storage.Holding;

/// <summary>Saves what subjects hold back in SQLite.</summary>
internal sealed class SqliteHoldingSave : Batch<HoldingRow, bool>
{
    protected override IReadOnlyList<bool> Execute(DbTransaction transaction, IReadOnlyList<HoldingRow> items)
    {
        transaction.Connection!.Execute(
            """
            INSERT INTO holding (site, subject, sequence, due, written, state)
            VALUES (@Site, @Subject, @Sequence, @Due, @Written, @State)
            ON CONFLICT (site, subject) DO UPDATE
            SET sequence = excluded.sequence, due = excluded.due, written = excluded.written, state = excluded.state
            WHERE excluded.sequence >= holding.sequence
            """,
            items, transaction);
        return [.. items.Select(_ => true)];
    }
}
