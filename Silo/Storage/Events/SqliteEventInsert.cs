using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Notifications.Events;
using Notifications.Storage.Dispatch;

namespace Notifications.Storage.Events;

/// <summary>Appends to the log in SQLite: one prepared statement, once for each event.</summary>
internal sealed class SqliteEventInsert(TimeProvider time) : Batch<Append, AppendOutcome>
{
    private const int SqliteConstraintUnique = 2067;

    private readonly ConditionalWeakTable<SqliteConnection, SqliteCommand> _prepared = [];

    protected override IReadOnlyList<AppendOutcome> Execute(DbTransaction transaction, IReadOnlyList<Append> items)
    {
        var command = _prepared.GetValue((SqliteConnection)transaction.Connection!, Prepare);
        command.Transaction = (SqliteTransaction)transaction;
        var accepted = time.GetUtcNow().ToUnixTimeMilliseconds();
        return [.. items.Select(append => Execute(command, append.Event, append.Sequence, accepted))];
    }

    private static SqliteCommand Prepare(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO event (site, source, id, type, subject, sequence, time, accepted, self_generated, actor, data)
            VALUES ($site, $source, $id, $type, $subject, $sequence, $time, $accepted, $self, $actor, $data)
            ON CONFLICT (site, source, id) DO NOTHING
            """ + DispatchInsert.AfterOne;
        foreach (var name in (string[])["$site", "$source", "$id", "$type", "$subject", "$sequence", "$time", "$accepted", "$self", "$actor", "$data"])
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        command.Prepare();
        return command;
    }

    private static AppendOutcome Execute(SqliteCommand command, Event @event, long sequence, long accepted)
    {
        var values = command.Parameters;
        values["$site"].Value = @event.Site;
        values["$source"].Value = @event.Source;
        values["$id"].Value = @event.Id;
        values["$type"].Value = @event.Type;
        values["$subject"].Value = @event.Subject.ToString();
        values["$sequence"].Value = sequence;
        values["$time"].Value = @event.Time.ToUnixTimeMilliseconds();
        values["$accepted"].Value = accepted;
        values["$self"].Value = @event.SelfGenerated;
        values["$actor"].Value = @event.Actor is null ? DBNull.Value : JsonSerializer.Serialize(@event.Actor);
        values["$data"].Value = @event.Data;
        try
        {
            return command.ExecuteNonQuery() > 0 ? AppendOutcome.Written : AppendOutcome.Duplicate;
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == SqliteConstraintUnique)
        {
            return AppendOutcome.SequenceTaken;
        }
    }
}
