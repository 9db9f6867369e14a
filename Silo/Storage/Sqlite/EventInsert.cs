using System.Text.Json;
using Microsoft.Data.Sqlite;
using Notifications.Events;

namespace Notifications.Storage.Sqlite;

/// <summary>The writer's connection with its prepared statement; appends many events in one transaction.</summary>
internal sealed class EventInsert : IDisposable
{
    private const int SqliteConstraintUnique = 2067;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;

    /// <param name="connection">An open connection, which is closed with this.</param>
    public EventInsert(SqliteConnection connection)
    {
        _connection = connection;
        _command = connection.CreateCommand();
        _command.CommandText =
            """
            INSERT INTO event (site, source, id, type, subject, sequence, time, accepted, self_generated, actor, data)
            VALUES ($site, $source, $id, $type, $subject, $sequence, $time, $accepted, $self, $actor, $data)
            ON CONFLICT (site, source, id) DO NOTHING
            """ + Dispatch.DispatchInsert.AfterOne;
        foreach (var name in (string[])["$site", "$source", "$id", "$type", "$subject", "$sequence", "$time", "$accepted", "$self", "$actor", "$data"])
            _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        _command.Prepare();
    }

    /// <summary>Writes and commits the batch; each append knows afterwards what became of it.</summary>
    public void Execute(IReadOnlyList<Append> batch, DateTimeOffset accepted)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        _command.Transaction = transaction;
        foreach (var append in batch)
            append.Outcome = Execute(append.Event, append.Sequence, accepted);
        transaction.Commit();
    }

    private InsertOutcome Execute(Event @event, long sequence, DateTimeOffset accepted)
    {
        var values = _command.Parameters;
        values["$site"].Value = @event.Site;
        values["$source"].Value = @event.Source;
        values["$id"].Value = @event.Id;
        values["$type"].Value = @event.Type;
        values["$subject"].Value = @event.Subject.ToString();
        values["$sequence"].Value = sequence;
        values["$time"].Value = @event.Time.ToUnixTimeMilliseconds();
        values["$accepted"].Value = accepted.ToUnixTimeMilliseconds();
        values["$self"].Value = @event.SelfGenerated;
        values["$actor"].Value = @event.Actor is null ? DBNull.Value : JsonSerializer.Serialize(@event.Actor);
        values["$data"].Value = @event.Data;
        try
        {
            return _command.ExecuteNonQuery() > 0 ? InsertOutcome.Written : InsertOutcome.Duplicate;
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == SqliteConstraintUnique)
        {
            return InsertOutcome.SequenceTaken;
        }
    }

    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }
}
