using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Notifications.Rules;
using Notifications.Rules.Backend;

namespace Notifications.Storage.Sqlite;

/// <summary>The calls to backend logic in SQLite. Calls that are done keep their row for a while, but not their event.</summary>
internal sealed class SqliteBackendCalls(SqliteDatabase database) : IBackendCalls, IDisposable
{
    // SQLite has one writer; who waits here does not wait in its busy handler.
    private readonly SemaphoreSlim _turn = new(1);

    public Task<int> AddAsync(IReadOnlyList<BackendCall> calls, int maxPending, DateTimeOffset now) => WriteAsync(connection =>
    {
        var room = maxPending - connection.ExecuteScalar<int>("SELECT count(*) FROM backend_call WHERE state = 0");
        var refused = 0;
        foreach (var row in calls.Select(call => BackendCallRow.Of(call, now)))
        {
            if (room <= 0)
                refused++;
            else
                room -= connection.Execute(BackendCallRow.Insert, row);
        }

        return refused;
    });

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> FindDueAsync(IReadOnlyCollection<string> targets) => database.RunAsync(connection =>
    {
        var due = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var target in targets)
        {
            if (connection.ExecuteScalar<long?>("SELECT min(next_try) FROM backend_call WHERE state = 0 AND target = @target", new { target }) is { } first)
                due[target] = DateTimeOffset.FromUnixTimeMilliseconds(first);
        }

        return (IReadOnlyDictionary<string, DateTimeOffset>)due;
    });

    public Task<IReadOnlyList<ClaimedCall>> ClaimAsync(string target, int limit, DateTimeOffset now, DateTimeOffset until) => WriteAsync(connection =>
        (IReadOnlyList<ClaimedCall>)[.. connection.Query<BackendCallRow>(
            $"""
            UPDATE backend_call SET tries = tries + 1, next_try = @until, changed = @now
            WHERE id IN (SELECT id FROM backend_call WHERE state = 0 AND target = @target AND next_try <= @now ORDER BY next_try LIMIT @limit)
            RETURNING {BackendCallRow.Columns}
            """,
            new { target, limit, now = now.ToUnixTimeMilliseconds(), until = until.ToUnixTimeMilliseconds() }).Select(row => row.ToClaimed())]);

    public Task SaveAsync(string id, BackendProgress progress, DateTimeOffset now) => WriteAsync(connection => connection.Execute(
        """
        UPDATE backend_call
        SET state = @State, tries = @Tries, next_try = @next, last_error = @LastError, changed = @now,
            data = CASE @State WHEN 1 THEN x'' ELSE data END, proposal = CASE @State WHEN 1 THEN NULL ELSE proposal END
        WHERE id = @id
        """,
        new { id, progress.State, progress.Tries, next = progress.NextTry?.ToUnixTimeMilliseconds(), progress.LastError, now = now.ToUnixTimeMilliseconds() }));

    public Task GiveUpOthersAsync(
        IReadOnlyCollection<string> targets, DateTimeOffset untouchedSince, string error, DateTimeOffset now) => WriteAsync(connection => connection.Execute(
        """
        UPDATE backend_call SET state = 2, next_try = NULL, last_error = @error, changed = @now
        WHERE state = 0 AND changed <= @since AND target NOT IN (SELECT value FROM json_each(@targets))
        """,
        new { targets = JsonSerializer.Serialize(targets), since = untouchedSince.ToUnixTimeMilliseconds(), error, now = now.ToUnixTimeMilliseconds() }));

    public Task ForgetAsync(DateTimeOffset doneBefore, DateTimeOffset failedBefore, int maxFailed) => WriteAsync(connection => connection.Execute(
        """
        DELETE FROM backend_call WHERE state = 1 AND changed < @done;
        DELETE FROM backend_call WHERE state = 2 AND changed < @failed;
        DELETE FROM backend_call WHERE id IN (SELECT id FROM backend_call WHERE state = 2 ORDER BY changed DESC LIMIT -1 OFFSET @maxFailed);
        """,
        new { done = doneBefore.ToUnixTimeMilliseconds(), failed = failedBefore.ToUnixTimeMilliseconds(), maxFailed }));

    public Task<IReadOnlyList<BackendCallStatus>> ListAsync(string site, BackendCallState? state, string? rule, int limit) => database.RunAsync(connection =>
        (IReadOnlyList<BackendCallStatus>)[.. connection.Query<BackendStatusRow>(
            $"""
            SELECT {BackendStatusRow.Columns} FROM backend_call
            WHERE site = @site AND (@state IS NULL OR state = @state) AND (@rule IS NULL OR rule = @rule)
            ORDER BY created DESC, id LIMIT @limit
            """,
            new { site, state, rule, limit }).Select(row => row.ToStatus())]);

    public Task<bool> RetryAsync(string site, string id, DateTimeOffset now) => WriteAsync(connection => connection.Execute(
        "UPDATE backend_call SET state = 0, tries = 0, next_try = @now, changed = @now WHERE site = @site AND id = @id AND state = 2",
        new { site, id, now = now.ToUnixTimeMilliseconds() }) > 0);

    public void Dispose() => _turn.Dispose();

    private async Task<T> WriteAsync<T>(Func<SqliteConnection, T> write)
    {
        await _turn.WaitAsync();
        try
        {
            return await database.RunAsync(connection =>
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                var result = write(connection);
                transaction.Commit();
                return result;
            });
        }
        finally
        {
            _turn.Release();
        }
    }
}
