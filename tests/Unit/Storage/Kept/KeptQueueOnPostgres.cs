using Dapper;
using Notifications.Storage.Kept;
using Notifications.Storage.Postgres;
using Notifications.Users.Kept;
using Npgsql;

namespace Notifications.Tests.Unit.Storage.Kept;

public sealed class KeptQueueOnPostgres() : KeptQueueSuite(StoreOn.Postgres)
{
    [Fact]
    public async Task Rows_that_are_committed_in_another_order_than_that_of_their_positions_are_all_found()
    {
        var database = (PostgresDatabase)Database;
        await using var first = database.Open();
        await using var second = database.Open();
        await using var earlier = await first.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var later = await second.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var positions = (await InsertAsync(first, earlier, "earlier"), await InsertAsync(second, later, "later"));
        Assert.True(positions.Item1 < positions.Item2);

        await later.CommitAsync(TestContext.Current.CancellationToken);
        var seen = Assert.Single(await ReadAsync());
        Assert.Equal(("later", positions.Item2), (seen.Id, seen.Position));

        await earlier.CommitAsync(TestContext.Current.CancellationToken);
        var found = Assert.Single(await ReadAsync(new KeptExceptions([seen.Position], [])));
        Assert.Equal(("earlier", positions.Item1), (found.Id, found.Position));
    }

    private static Task<long> InsertAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string id)
    {
        var row = KeptInsert.Of(Entry("ann", id), DateTimeOffset.UnixEpoch);
        return connection.QuerySingleAsync<long>(
            """
            INSERT INTO inbox (site, "user", id, revision, queue, queued, due, tries, written, source, subject, rule, type, content,
                seen, read, archived, saved)
            VALUES ('default', 'ann', @id, 0, @slot, TRUE, 0, 0, 0, 'jira', 'jira:issue:A-1', 'r', 0, @content, FALSE, FALSE, FALSE, FALSE)
            RETURNING position
            """,
            new { id, slot = row.Entry.Slot, content = row.Content }, transaction);
    }
}
