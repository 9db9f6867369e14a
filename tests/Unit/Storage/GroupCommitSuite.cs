using System.Data.Common;
using Dapper;
using Notifications.Storage;

namespace Notifications.Tests.Unit.Storage;

public abstract class GroupCommitSuite(StoreOn on) : StoreSuite(on)
{
    [Fact]
    public async Task What_was_written_is_there_and_in_order()
    {
        var batch = new Epochs();

        await Task.WhenAll(Enumerable.Range(1, 300).Select(i => Writes.WriteAsync(batch, $"e{i}")));

        Assert.Equal(Enumerable.Range(1, 300).Select(i => $"e{i}"), await ReadAsync());
        Assert.True(batch.Transactions < 300);
    }

    [Fact]
    public async Task One_write_that_cannot_be_done_does_not_fail_the_others()
    {
        var batch = new Epochs();

        var writes = ((string?[])["a", null, "b"]).Select(text => Writes.WriteAsync(batch, text)).ToArray();

        await Assert.ThrowsAsync<StoreRefusedException>(() => writes[1]);
        await Task.WhenAll(writes[0], writes[2]);
        Assert.Equal(["a", "b"], await ReadAsync());
    }

    private Task<List<string>> ReadAsync() => Database.RunAsync(connection =>
        connection.Query<string>("SELECT epoch FROM log").Skip(1).ToList());

    // Any table will do.
    private sealed class Epochs : Batch<string?, int>
    {
        public int Transactions { get; private set; }

        protected override IReadOnlyList<int> Execute(DbTransaction transaction, IReadOnlyList<string?> items)
        {
            Transactions++;
            return [.. items.Select(item => transaction.Connection!.Execute("INSERT INTO log (epoch) VALUES (@item)", new { item }, transaction))];
        }
    }
}

public sealed class GroupCommitOnSqlite() : GroupCommitSuite(StoreOn.Sqlite)
{
    [Fact]
    public async Task A_commit_of_the_writer_is_on_disk_before_it_is_answered()
    {
        var connection = new WritersConnection();

        var (mode, synchronous) = await Writes.WriteAsync(connection, "PRAGMA journal_mode; PRAGMA synchronous");

        // 2 is FULL: the log is flushed at each commit.
        Assert.Equal(("wal", 2L), (mode, synchronous));
    }

    private sealed class WritersConnection : Batch<string, (string, long)>
    {
        protected override IReadOnlyList<(string, long)> Execute(DbTransaction transaction, IReadOnlyList<string> items) =>
        [
            .. items.Select(item =>
            {
                using var answers = transaction.Connection!.QueryMultiple(item, transaction: transaction);
                return (answers.ReadSingle<string>(), answers.ReadSingle<long>());
            }),
        ];
    }
}

public sealed class GroupCommitOnPostgres() : GroupCommitSuite(StoreOn.Postgres);
