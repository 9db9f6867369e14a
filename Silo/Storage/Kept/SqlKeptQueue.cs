using System.Data.Common;
using Dapper;
using Notifications.Storage.Sqlite;
using Notifications.Subjects;
using Notifications.Users.Kept;

namespace Notifications.Storage.Kept;

/// <summary>The kept queue in the inbox table.</summary>
internal sealed class SqlKeptQueue(SqlDatabase database, GroupCommit writes, TimeProvider time) : IKeptQueue
{
    private readonly Batch<KeptInsert, bool> _insert =
        database is SqliteDatabase ? new SqliteKeptInsert(database) : new PostgresKeptInsert(database);

    private readonly KeptFailureBatch _fail = new(database);
    private readonly KeptRequeueBatch _requeue = new(database);

    public Task EnqueueAsync(KeptEntry entry) => writes.WriteAsync(_insert, KeptInsert.Of(entry, time.GetUtcNow()));

    public Task<IReadOnlyList<QueuedNotification>> ReadAsync(KeptSlots slots, DateTimeOffset now, KeptExceptions except, int limit) =>
        ReadAsync(connection => (IReadOnlyList<QueuedNotification>)
        [
            // The positions come from the index, which holds what waits only; the rows themselves are read for those that are taken.
            .. connection.Query<KeptRow>(
                $"""
                SELECT {KeptRow.Columns} FROM inbox
                WHERE position IN (
                    SELECT position FROM inbox
                    WHERE queued AND queue >= @First AND queue < @End AND due <= @now{Without(except)}
                    ORDER BY due, position LIMIT @limit)
                ORDER BY inbox.due, inbox.position
                """,
                new
                {
                    slots.First,
                    slots.End,
                    now = now.ToUnixTimeMilliseconds(),
                    positions = database.Many(except.Positions),
                    users = except.Users.ToArray(),
                    limit,
                }).Select(row => row.ToQueued()),
        ]);

    public Task<IReadOnlyList<QueuedNotification>> ReadOfUserAsync(string site, string user, long after, int limit) => ReadAsync(connection =>
        (IReadOnlyList<QueuedNotification>)
        [
            .. connection.Query<KeptRow>(
                $"""
                SELECT {KeptRow.Columns} FROM inbox
                WHERE site = @site AND "user" = @user AND sequence IS NULL AND position > @after ORDER BY position LIMIT @limit
                """,
                new { site, user, after, limit }).Select(row => row.ToQueued()),
        ]);

    public Task<KeptBacklog> ReadBacklogAsync(KeptSlots slots, DateTimeOffset now) => ReadAsync(connection =>
    {
        var (waiting, next) = connection.QuerySingle<(long, long?)>(
            """
            SELECT coalesce(sum(CASE WHEN due <= @now THEN 1 ELSE 0 END), 0), min(CASE WHEN due > @now THEN due END)
            FROM inbox WHERE queued AND queue >= @First AND queue < @End
            """,
            new { slots.First, slots.End, now = now.ToUnixTimeMilliseconds() });
        return new KeptBacklog(waiting, next is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null);
    });

    public async Task<IReadOnlyList<QueuedNotification>> FailAsync(
        IReadOnlyCollection<long> positions, int maxTries, DateTimeOffset nextTry)
    {
        if (positions.Count == 0)
            return [];
        var ended = await writes.WriteAsync(_fail, new KeptFailure([.. positions], maxTries, nextTry.ToUnixTimeMilliseconds()));
        return [.. ended.Select(row => row.ToQueued())];
    }

    public async Task<bool> RequeueAsync(string site, string user, string id) =>
        await writes.WriteAsync(_requeue, new KeptRequeue.OfId(site, user, id)) > 0;

    public async Task<IReadOnlyCollection<Subject>> FindSnoozedAsync(string site, IReadOnlyCollection<Subject> subjects)
    {
        var texts = subjects.ToDictionary(subject => subject.ToString(), StringComparer.Ordinal);
        var found = await ReadAsync(connection => connection.Query<string>(
            $"SELECT DISTINCT subject FROM inbox WHERE site = @site AND subject {database.Among("@texts")} AND snoozed_for IS NOT NULL",
            new { site, texts = texts.Keys.ToArray() }).AsList());
        return [.. found.Select(text => texts[text])];
    }

    public Task WakeAsync(string site, Subject subject, IReadOnlyCollection<string> words) =>
        writes.WriteAsync(_requeue, new KeptRequeue.OfSnoozed(site, subject.ToString(), [.. words]));

    private string Without(KeptExceptions except) =>
        (except.Positions.Count == 0 ? "" : $" AND NOT (position {database.AmongMany("@positions")})")
        + (except.Users.Count == 0 ? "" : $""" AND NOT (inbox.site || '|' || inbox."user") {database.Among("@users")}""");

    private async Task<T> ReadAsync<T>(Func<DbConnection, T> read)
    {
        try
        {
            return await database.RunAsync(read);
        }
        catch (DbException e)
        {
            throw new StoreUnavailableException($"The queue can't be read: {e.Message}", e);
        }
    }
}
