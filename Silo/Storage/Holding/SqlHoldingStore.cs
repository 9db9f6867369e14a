using Dapper;
using Notifications.Rules.Holding;
using Notifications.Storage.Postgres;
using Notifications.Subjects;

namespace Notifications.Storage.Holding;

/// <summary>What subjects hold back, in a database.</summary>
internal sealed class SqlHoldingStore(SqlDatabase database, GroupCommit writes, TimeProvider time) : IHoldingStore
{
    private const int MostAtOnce = 100;

    private readonly Batch<HoldingRow, bool> _save = database is PostgresDatabase ? new PostgresHoldingSave() : new SqliteHoldingSave();

    public Task<HoldingSnapshot?> LoadAsync(string site, Subject subject) => database.RunAsync(connection =>
    {
        var row = connection.QuerySingleOrDefault<HoldingRow>(
            "SELECT site, subject, sequence, due, state FROM holding WHERE site = @site AND subject = @subject",
            new { site, subject = subject.ToString() });
        return row?.ToSnapshot();
    });

    public async Task SaveAsync(IReadOnlyList<HoldingSnapshot> snapshots)
    {
        var written = time.GetUtcNow().ToUnixTimeMilliseconds();
        // All at once would fill the writer's queue, and keep hooks out of it.
        foreach (var some in snapshots.Chunk(MostAtOnce))
            await Task.WhenAll(some.Select(snapshot => writes.WriteAsync(_save, HoldingRow.Of(snapshot, written))));
    }

    public Task<IReadOnlyList<(string Site, Subject Subject)>> ReadDueAsync(DateTimeOffset due, int limit) => database.RunAsync(connection =>
        (IReadOnlyList<(string, Subject)>)[.. connection.Query<(string Site, string Subject)>(
            "SELECT site, subject FROM holding WHERE due <= @due ORDER BY due LIMIT @limit",
            new { due = due.ToUnixTimeMilliseconds(), limit }).Select(row => (row.Site, HoldingRow.ReadSubject(row.Subject)))]);

    public Task<IReadOnlyList<HoldingSnapshot>> ReadHoldingAsync(string site, string after, int limit) => database.RunAsync(connection =>
        (IReadOnlyList<HoldingSnapshot>)[.. connection.Query<HoldingRow>(
            """
            SELECT site, subject, sequence, due, state FROM holding
            WHERE site = @site AND due IS NOT NULL AND subject > @after ORDER BY subject LIMIT @limit
            """,
            new { site, after, limit }).Select(row => row.ToSnapshot())]);

    public Task ForgetAsync(DateTimeOffset writtenBefore) => writes.RunAsync(transaction => transaction.Connection!.Execute(
        "DELETE FROM holding WHERE due IS NULL AND written < @before", new { before = writtenBefore.ToUnixTimeMilliseconds() }, transaction));
}
