using System.Data.Common;
using Notifications.Storage.Postgres;
using Npgsql;

namespace Notifications.Storage.Kept;

/// <summary>Adds rows to the queue in PostgreSQL: one statement for all of them.</summary>
internal sealed class PostgresKeptInsert(SqlDatabase database) : Batch<KeptInsert, bool>
{
    private const string Sql =
        $"""
        INSERT INTO inbox (site, "user", id, revision, queue, queued, due, tries, written, source, subject, rule, type, content,
            seen, read, archived, saved)
        SELECT site, "user", id, revision, slot, TRUE, due, 0, written, source, subject, rule, type, content,
            FALSE, FALSE, FALSE, FALSE
        FROM unnest(@sites, @users, @ids, @revisions, @slots, @dues, @writtens, @sources, @subjects, @rules, @types, @contents)
            WITH ORDINALITY
            AS new (site, "user", id, revision, slot, due, written, source, subject, rule, type, content, number)
        ORDER BY number
        {KeptInsert.OnConflict}
        """;

    protected override IReadOnlyList<bool> Execute(DbTransaction transaction, IReadOnlyList<KeptInsert> items)
    {
        // One statement can't write a row twice: the newest revision of each stands for all.
        var rows = items
            .GroupBy(row => (row.Entry.Site, row.Entry.User, row.Entry.Notification.Flag.Id))
            .Select(same => same.MaxBy(row => row.Entry.Notification.Flag.Revision)!)
            // Those that may take the place of rows take them in the order in which everybody does.
            .OrderBy(row => IsRevised(row) ? row.Entry.Site : "", StringComparer.Ordinal)
            .ThenBy(row => IsRevised(row) ? row.Entry.User : "", StringComparer.Ordinal)
            .ThenBy(row => IsRevised(row) ? row.Entry.Notification.Flag.Id : "", StringComparer.Ordinal)
            .ToArray();
        using var command = new NpgsqlCommand(Sql, (NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);
        command.AddArray("sites", rows, row => row.Entry.Site);
        command.AddArray("users", rows, row => row.Entry.User);
        command.AddArray("ids", rows, row => row.Entry.Notification.Flag.Id);
        command.AddArray("revisions", rows, row => row.Entry.Notification.Flag.Revision);
        command.AddArray("slots", rows, row => (long)row.Entry.Slot);
        command.AddArray("dues", rows, row => row.Due);
        command.AddArray("writtens", rows, row => row.Written);
        command.AddArray("sources", rows, row => row.Entry.Notification.Source);
        command.AddArray("subjects", rows, row => row.Entry.Notification.Subject.ToString());
        command.AddArray("rules", rows, row => row.Entry.Notification.Flag.Rule);
        command.AddArray("types", rows, row => (long)row.Entry.Notification.Flag.Type);
        command.AddArray("contents", rows, row => row.Content);
        command.ExecuteNonQuery();
        KeptInsert.Signal(database, transaction, rows);
        return new bool[items.Count];
    }

    private static bool IsRevised(KeptInsert row) => row.Entry.Notification.Flag.Revision > 0;
}
