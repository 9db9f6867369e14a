using Dapper;
using Notifications.Rules.Holding;
using Notifications.Subjects;

namespace Notifications.Storage.Sqlite;

/// <summary>What subjects hold back, in SQLite.</summary>
internal sealed class SqliteHoldingStore(SqliteDatabase database, TimeProvider time) : IHoldingStore
{
    public Task<HoldingSnapshot?> LoadAsync(string site, Subject subject) => database.RunAsync(connection =>
    {
        var row = connection.QuerySingleOrDefault<HoldingRow>(
            "SELECT sequence, due, state FROM holding WHERE site = @site AND subject = @subject",
            new { site, subject = subject.ToString() });
        return row is null ? null : new HoldingSnapshot(site, subject, row.Sequence,
            row.Due is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null, () => row.State);
    });

    public Task SaveAsync(IReadOnlyList<HoldingSnapshot> snapshots)
    {
        var written = time.GetUtcNow().ToUnixTimeMilliseconds();
        return database.RunAsync(connection =>
        {
            // What a power failure takes is made again from the event log.
            connection.Execute("PRAGMA synchronous = NORMAL");
            var rows = snapshots.Select(snapshot => new
            {
                site = snapshot.Site,
                subject = snapshot.Subject.ToString(),
                sequence = snapshot.Sequence,
                due = snapshot.Due?.ToUnixTimeMilliseconds(),
                written,
                state = snapshot.State(),
            }).ToArray();
            using var transaction = connection.BeginTransaction(deferred: false);
            connection.Execute(
                """
                INSERT INTO holding (site, subject, sequence, due, written, state)
                VALUES (@site, @subject, @sequence, @due, @written, @state)
                ON CONFLICT (site, subject) DO UPDATE
                SET sequence = excluded.sequence, due = excluded.due, written = excluded.written, state = excluded.state
                WHERE excluded.sequence >= holding.sequence
                """,
                rows, transaction);
            transaction.Commit();
            return rows.Length;
        });
    }

    public Task<IReadOnlyList<(string Site, Subject Subject)>> ReadDueAsync(DateTimeOffset due, int limit) => database.RunAsync(connection =>
        (IReadOnlyList<(string, Subject)>)[.. connection.Query<(string Site, string Subject)>(
            "SELECT site, subject FROM holding WHERE due <= @due ORDER BY due LIMIT @limit",
            new { due = due.ToUnixTimeMilliseconds(), limit }).Select(row => (row.Site, Parse(row.Subject)))]);

    public Task ForgetAsync(DateTimeOffset writtenBefore) => database.RunAsync(connection => connection.Execute(
        "DELETE FROM holding WHERE due IS NULL AND written < @before", new { before = writtenBefore.ToUnixTimeMilliseconds() }));

    private static Subject Parse(string text) =>
        Subject.TryParse(text, out var subject) ? subject : throw new FormatException($"'{text}' is not a subject.");

    private sealed class HoldingRow
    {
        public long Sequence { get; init; }
        public long? Due { get; init; }
        public required byte[] State { get; init; }
    }
}
