using System.Data.Common;
using Dapper;
using Notifications.Events;
using Notifications.Subjects;

namespace Notifications.Storage.Events;

/// <summary>What is asked of the table <c>event</c> about one subject.</summary>
internal static class EventQueries
{
    private const string Select =
        "SELECT site, source, id, type, sequence, time, accepted, self_generated AS SelfGenerated, actor, data FROM event ";

    public static LogTail ReadTail(this DbConnection connection, string site, Subject subject, DateTimeOffset since, int limit)
    {
        var where = new { site, subject = subject.ToString(), since = since.ToUnixTimeMilliseconds(), limit };
        var events = connection.Query(
            subject,
            """
            WHERE site = @site AND subject = @subject AND accepted >= @since AND sequence >= coalesce((
                SELECT min(sequence) FROM (
                    SELECT sequence FROM event WHERE site = @site AND subject = @subject ORDER BY sequence DESC LIMIT @limit) AS newest), 0)
            ORDER BY sequence
            """,
            where);
        var first = events.Count == 0 ? long.MaxValue : events[0].Sequence;
        var before = connection.QuerySingle<long>(
            "SELECT coalesce(max(sequence), 0) FROM event WHERE site = @site AND subject = @subject AND sequence < @first",
            new { where.site, where.subject, first });
        return new LogTail(before, events);
    }

    public static IReadOnlyList<LoggedEvent> ReadAfter(
        this DbConnection connection, string site, Subject subject, long sequence, int limit) => connection.Query(
            subject,
            "WHERE site = @site AND subject = @subject AND sequence > @sequence ORDER BY sequence LIMIT @limit",
            new { site, subject = subject.ToString(), sequence, limit });

    // Our own events are no history, and must not take the room of what is.
    public static IReadOnlyList<LoggedEvent> ReadBefore(
        this DbConnection connection, string site, Subject subject, long sequence, int limit, int maxBytes) => connection.Query(
            subject,
            """
            WHERE site = @site AND subject = @subject AND sequence IN (
                SELECT sequence FROM (
                    SELECT sequence, sum(length(data)) OVER (ORDER BY sequence DESC) AS bytes FROM (
                        SELECT sequence, data FROM event
                        WHERE site = @site AND subject = @subject AND sequence < @sequence AND source <> @own
                        ORDER BY sequence DESC LIMIT @limit) AS before) AS counted
                WHERE bytes <= @maxBytes)
            ORDER BY sequence
            """,
            new { site, subject = subject.ToString(), sequence, limit, maxBytes, own = Event.OwnSource });

    public static IReadOnlyList<LoggedEvent> Read(
        this DbConnection connection, SqlDatabase database, string site, Subject subject, IReadOnlyCollection<long> sequences) => connection.Query(
            subject,
            $"WHERE site = @site AND subject = @subject AND sequence {database.Among("@sequences")} ORDER BY sequence",
            new { site, subject = subject.ToString(), sequences = sequences.ToArray() });

    private static List<LoggedEvent> Query(this DbConnection connection, Subject subject, string where, object parameters) =>
        [.. connection.Query<EventRow>(Select + where, parameters).Select(row => row.ToLoggedEvent(subject))];
}
