using System.Data.Common;
using System.Text.Json;
using Notifications.Storage.Dispatch;
using Notifications.Storage.Postgres;
using Npgsql;

namespace Notifications.Storage.Events;

/// <summary>Appends to the log in PostgreSQL: one statement for all events, and one more where some are not new.</summary>
internal sealed class PostgresEventInsert(TimeProvider time) : Batch<Append, AppendOutcome>
{
    // Neither a duplicate nor a sequence that is taken fails the others; what was not written is asked for afterwards.
    private const string Insert =
        $"""
        WITH written AS (
            INSERT INTO event (site, source, id, type, subject, sequence, time, accepted, self_generated, actor, data)
            SELECT site, source, id, type, subject, sequence, time, @accepted, self, actor, data
            FROM unnest(@sites, @sources, @ids, @types, @subjects, @sequences, @times, @selves, @actors, @datas) WITH ORDINALITY
                AS new (site, source, id, type, subject, sequence, time, self, actor, data, number)
            ORDER BY number
            ON CONFLICT DO NOTHING
            RETURNING site, source, id, subject, sequence, accepted
        ), noted AS ({DispatchInsert.OfWritten})
        SELECT site, source, id, sequence FROM written
        """;

    private const string Find =
        """
        SELECT site, source, id FROM event
        WHERE (site, source, id) IN (SELECT * FROM unnest(@sites, @sources, @ids))
        """;

    protected override IReadOnlyList<AppendOutcome> Execute(DbTransaction transaction, IReadOnlyList<Append> items)
    {
        var written = Write(transaction, items);
        // The first of two equal ones in a batch was written, the second was not.
        var isWritten = items.Select(append => written.Remove((append.Event.Site, append.Event.Source, append.Event.Id, append.Sequence))).ToArray();
        var others = items.Where((_, i) => !isWritten[i]).ToArray();
        var known = others.Length == 0 ? [] : FindKnown(transaction, others);
        return
        [
            .. items.Select((append, i) => isWritten[i] ? AppendOutcome.Written
                : known.Contains((append.Event.Site, append.Event.Source, append.Event.Id)) ? AppendOutcome.Duplicate
                : AppendOutcome.SequenceTaken),
        ];
    }

    private HashSet<(string, string, string, long)> Write(DbTransaction transaction, IReadOnlyList<Append> items)
    {
        using var command = Command(transaction, Insert);
        command.Add("accepted", time.GetUtcNow().ToUnixTimeMilliseconds());
        AddIdentities(command, items);
        command.AddArray("types", items, append => append.Event.Type);
        command.AddArray("subjects", items, append => append.Event.Subject.ToString());
        command.AddArray("sequences", items, append => append.Sequence);
        command.AddArray("times", items, append => append.Event.Time.ToUnixTimeMilliseconds());
        command.AddArray("selves", items, append => append.Event.SelfGenerated);
        command.AddArray("actors", items, append => append.Event.Actor is null ? null : JsonSerializer.Serialize(append.Event.Actor));
        command.AddArray("datas", items, append => append.Event.Data);
        var written = new HashSet<(string, string, string, long)>(items.Count);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            written.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        return written;
    }

    private static HashSet<(string, string, string)> FindKnown(DbTransaction transaction, IReadOnlyList<Append> items)
    {
        using var command = Command(transaction, Find);
        AddIdentities(command, items);
        var known = new HashSet<(string, string, string)>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            known.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return known;
    }

    private static NpgsqlCommand Command(DbTransaction transaction, string sql) =>
        new(sql, (NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);

    private static void AddIdentities(NpgsqlCommand command, IReadOnlyList<Append> items)
    {
        command.AddArray("sites", items, append => append.Event.Site);
        command.AddArray("sources", items, append => append.Event.Source);
        command.AddArray("ids", items, append => append.Event.Id);
    }
}
