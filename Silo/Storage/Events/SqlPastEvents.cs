using System.Data.Common;
using Dapper;
using Notifications.Events;
using Notifications.Subjects;

namespace Notifications.Storage.Events;

/// <summary>
/// Reads the event log by connections that can't write. Each page is a transaction of its own: a long one would keep the
/// write-ahead log from being folded into SQLite's file, and dead rows from being cleaned up in PostgreSQL.
/// </summary>
internal sealed class SqlPastEvents(SqlDatabase database) : IPastEvents
{
    private const string Columns =
        "site, source, id, type, subject, sequence, time, accepted, self_generated AS SelfGenerated, actor, data";

    public Task<IReadOnlyList<PastPlace>> ListAsync(
        PastRange range, PastPlace? after, int limit, CancellationToken cancellationToken) => RunAsync(connection =>
    {
        var (condition, parameters) = SubjectCondition.Of(range.Subjects);
        parameters.AddDynamicParams(new
        {
            site = range.Site,
            from = after?.Accepted.ToUnixTimeMilliseconds() ?? CeilingOf(range.From),
            after = after?.Position ?? -1,
            to = CeilingOf(range.To),
            limit,
        });
        return connection.Query<PlaceRow>(
            $"""
            SELECT accepted, position, subject
            FROM event {database.Using("event_accepted")}
            WHERE site = @site AND (accepted, position) > (@from, @after) AND accepted < @to {condition}
            ORDER BY accepted, position
            LIMIT @limit
            """,
            parameters).Select(row => row.ToPlace());
    }, cancellationToken);

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(
        PastRange range, Subject subject, long after, int limit, CancellationToken cancellationToken) => RunAsync(connection =>
        connection.Query<EventRow>(
            $"""
            SELECT {Columns}
            FROM event {database.Using("event_subject")}
            WHERE site = @site AND subject = @subject AND sequence > @after AND accepted >= @from AND accepted < @to
            ORDER BY sequence
            LIMIT @limit
            """,
            new
            {
                site = range.Site,
                subject = subject.ToString(),
                after,
                from = CeilingOf(range.From),
                to = CeilingOf(range.To),
                limit,
            }).Select(row => row.ToLoggedEvent(subject)), cancellationToken);

    public Task<IReadOnlyList<LoggedEvent>> ReadBeforeAsync(
        string site, Subject subject, long sequence, int limit, int maxBytes, CancellationToken cancellationToken) =>
        RunAsync(connection => connection.ReadBefore(site, subject, sequence, limit, maxBytes), cancellationToken);

    // An id is unique within its source only, and the index begins with the source: each of the few sources is looked up.
    public Task<IReadOnlyList<LoggedEvent>> FindAsync(string site, string id, CancellationToken cancellationToken) =>
        RunAsync(connection => connection.Query<EventRow>(
            $"""
            WITH RECURSIVE sources (name) AS (
                SELECT min(source) FROM event WHERE site = @site
                UNION ALL
                SELECT (SELECT min(source) FROM event WHERE site = @site AND source > name) FROM sources WHERE name IS NOT NULL)
            SELECT {Columns}
            FROM event {database.Using("event_identity")}
            WHERE site = @site AND source IN (SELECT name FROM sources) AND id = @id
            ORDER BY source
            """,
            new { site, id }).Select(row => row.ToLoggedEvent()), cancellationToken);

    private async Task<IReadOnlyList<T>> RunAsync<T>(Func<DbConnection, IEnumerable<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await database.ReadAsync(connection => read(connection).ToArray(), cancellationToken);
        }
        catch (Exception e) when (e is DbException or StoreUnavailableException)
        {
            throw new EventLogUnavailableException($"The event log can't be read: {e.Message}", e);
        }
    }

    // The log counts whole milliseconds: what was accepted within the last one before a time was accepted before it.
    private static long CeilingOf(DateTimeOffset time)
    {
        var floor = time.ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(floor) < time ? floor + 1 : floor;
    }

    private sealed class PlaceRow
    {
        public long Accepted { get; init; }
        public long Position { get; init; }
        public required string Subject { get; init; }

        public PastPlace ToPlace() => new(DateTimeOffset.FromUnixTimeMilliseconds(Accepted), Position, EventRow.ReadSubject(Subject));
    }
}
