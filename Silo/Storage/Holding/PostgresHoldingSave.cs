using System.Data.Common;
using Notifications.Storage.Postgres;
using Npgsql;

namespace Notifications.Storage.Holding;

/// <summary>Saves what subjects hold back in PostgreSQL.</summary>
internal sealed class PostgresHoldingSave : Batch<HoldingRow, bool>
{
    protected override IReadOnlyList<bool> Execute(DbTransaction transaction, IReadOnlyList<HoldingRow> items)
    {
        // One statement can't change a row twice: the newest of each subject is what would remain. Of equal ones it is the last.
        var rows = items.Reverse().GroupBy(row => (row.Site, row.Subject)).Select(same => same.MaxBy(row => row.Sequence)!).ToArray();
        using var command = new NpgsqlCommand(
            """
            INSERT INTO holding (site, subject, sequence, due, written, state)
            SELECT * FROM unnest(@sites, @subjects, @sequences, @dues, @writtens, @states)
            ON CONFLICT (site, subject) DO UPDATE
            SET sequence = excluded.sequence, due = excluded.due, written = excluded.written, state = excluded.state
            WHERE excluded.sequence >= holding.sequence
            """,
            (NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);
        command.AddArray("sites", rows, row => row.Site);
        command.AddArray("subjects", rows, row => row.Subject);
        command.AddArray("sequences", rows, row => row.Sequence);
        command.AddArray("dues", rows, row => row.Due);
        command.AddArray("writtens", rows, row => row.Written);
        command.AddArray("states", rows, row => row.State);
        command.ExecuteNonQuery();
        return [.. items.Select(_ => true)];
    }
}
