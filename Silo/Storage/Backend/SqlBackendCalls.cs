using Dapper;
using Notifications.Rules;
using Notifications.Rules.Backend;

namespace Notifications.Storage.Backend;

/// <summary>The calls to backend logic in a database. Calls that are done keep their row for a while, but not their event.</summary>
internal sealed class SqlBackendCalls(SqlDatabase database, GroupCommit writes) : IBackendCalls
{
    public Task<int> AddAsync(IReadOnlyList<BackendCall> calls, int maxPending, DateTimeOffset now) => writes.RunAsync(transaction =>
    {
        var room = maxPending - transaction.Connection!.ExecuteScalar<int>("SELECT count(*) FROM backend_call WHERE state = 0", transaction: transaction);
        var refused = 0;
        foreach (var row in calls.Select(call => BackendCallRow.Of(call, now)))
        {
            if (room <= 0)
                refused++;
            else
                room -= transaction.Connection!.Execute(BackendCallRow.Insert, row, transaction);
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

    public Task<IReadOnlyList<ClaimedCall>> ClaimAsync(string target, int limit, DateTimeOffset now, DateTimeOffset until) => writes.RunAsync(transaction =>
        (IReadOnlyList<ClaimedCall>)[.. transaction.Connection!.Query<BackendCallRow>(
            $"""
            UPDATE backend_call SET tries = tries + 1, next_try = @until, changed = @now
            WHERE id IN (SELECT id FROM backend_call WHERE state = 0 AND target = @target AND next_try <= @now ORDER BY next_try LIMIT @limit)
                AND state = 0 AND next_try <= @now
            RETURNING {BackendCallRow.Columns}
            """,
            new { target, limit, now = now.ToUnixTimeMilliseconds(), until = until.ToUnixTimeMilliseconds() }, transaction).Select(row => row.ToClaimed())]);

    public Task SaveAsync(string id, BackendProgress progress, DateTimeOffset now) => writes.RunAsync(transaction => transaction.Connection!.Execute(
        """
        UPDATE backend_call
        SET state = @State, tries = @Tries, next_try = @next, last_error = @LastError, changed = @now,
            data = CASE WHEN @State = 1 THEN @nothing ELSE data END, proposal = CASE WHEN @State = 1 THEN NULL ELSE proposal END
        WHERE id = @id
        """,
        new { id, progress.State, progress.Tries, next = progress.NextTry?.ToUnixTimeMilliseconds(), LastError = StoredText.Of(progress.LastError), now = now.ToUnixTimeMilliseconds(), nothing = Array.Empty<byte>() }, transaction));

    public Task GiveUpOthersAsync(
        IReadOnlyCollection<string> targets, DateTimeOffset untouchedSince, string error, DateTimeOffset now) => writes.RunAsync(transaction => transaction.Connection!.Execute(
        $"""
        UPDATE backend_call SET state = 2, next_try = NULL, last_error = @error, changed = @now
        WHERE state = 0 AND changed <= @since AND NOT (target {database.Among("@targets")})
        """,
        new { targets = targets.ToArray(), since = untouchedSince.ToUnixTimeMilliseconds(), error, now = now.ToUnixTimeMilliseconds() }, transaction));

    public Task ForgetAsync(DateTimeOffset doneBefore, DateTimeOffset failedBefore, int maxFailed) => writes.RunAsync(transaction => transaction.Connection!.Execute(
        """
        DELETE FROM backend_call WHERE state = 1 AND changed < @done;
        DELETE FROM backend_call WHERE state = 2 AND changed < @failed;
        DELETE FROM backend_call WHERE id IN (SELECT id FROM backend_call WHERE state = 2 ORDER BY changed DESC LIMIT @all OFFSET @maxFailed);
        """,
        new { done = doneBefore.ToUnixTimeMilliseconds(), failed = failedBefore.ToUnixTimeMilliseconds(), maxFailed, all = int.MaxValue }, transaction));

    public Task<IReadOnlyList<BackendCallStatus>> ListAsync(string site, BackendCallState? state, string? rule, int limit) => database.RunAsync(connection =>
        (IReadOnlyList<BackendCallStatus>)[.. connection.Query<BackendStatusRow>(
            $"""
            SELECT {BackendStatusRow.Columns} FROM backend_call
            WHERE site = @site AND (@state IS NULL OR state = @state) AND (@rule IS NULL OR rule = @rule)
            ORDER BY created DESC, id LIMIT @limit
            """,
            new { site, state, rule, limit }).Select(row => row.ToStatus())]);

    public Task<bool> RetryAsync(string site, string id, DateTimeOffset now) => writes.RunAsync(transaction => transaction.Connection!.Execute(
        "UPDATE backend_call SET state = 0, tries = 0, next_try = @now, changed = @now WHERE site = @site AND id = @id AND state = 2",
        new { site, id, now = now.ToUnixTimeMilliseconds() }, transaction) > 0);
}
