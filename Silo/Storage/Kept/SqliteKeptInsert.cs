using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Notifications.Storage.Kept;

/// <summary>Adds rows to the queue in SQLite: one prepared statement, once for each row.</summary>
internal sealed class SqliteKeptInsert(SqlDatabase database) : Batch<KeptInsert, bool>
{
    private const string Sql =
        $"""
        INSERT INTO inbox (site, "user", id, revision, queue, queued, due, tries, written, source, subject, rule, type, content,
            seen, read, archived, saved)
        VALUES ($site, $user, $id, $revision, $slot, TRUE, $due, 0, $written, $source, $subject, $rule, $type, $content,
            FALSE, FALSE, FALSE, FALSE)
        {KeptInsert.OnConflict}
        """;

    private static readonly string[] Names =
        ["$site", "$user", "$id", "$revision", "$slot", "$due", "$written", "$source", "$subject", "$rule", "$type", "$content"];

    private readonly ConditionalWeakTable<SqliteConnection, SqliteCommand> _prepared = [];

    protected override IReadOnlyList<bool> Execute(DbTransaction transaction, IReadOnlyList<KeptInsert> items)
    {
        var command = _prepared.GetValue((SqliteConnection)transaction.Connection!, Prepare);
        command.Transaction = (SqliteTransaction)transaction;
        var written = new bool[items.Count];
        for (var i = 0; i < written.Length; i++)
            written[i] = Execute(command, items[i]);
        KeptInsert.Signal(database, transaction, items);
        return written;
    }

    private static SqliteCommand Prepare(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Sql;
        foreach (var name in Names)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        command.Prepare();
        return command;
    }

    private static bool Execute(SqliteCommand command, KeptInsert row)
    {
        var (entry, flag) = (row.Entry, row.Entry.Notification.Flag);
        object[] values =
        [
            entry.Site, entry.User, flag.Id, flag.Revision, entry.Slot, row.Due, row.Written, entry.Notification.Source,
            entry.Notification.Subject.ToString(), flag.Rule, (int)flag.Type, row.Content,
        ];
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command.ExecuteNonQuery() == 1;
    }
}
