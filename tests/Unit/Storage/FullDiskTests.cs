using Dapper;
using Microsoft.Data.Sqlite;
using Notifications.Storage;
using Notifications.Tests.Product;
using Npgsql;

namespace Notifications.Tests.Unit.Storage;

/// <summary>A disk that is really full refuses writes, and they go on by themselves when there is room.</summary>
public sealed class FullDiskTests
{
    private const int RowSize = 100_000;

    [Fact]
    public async Task Sqlite_refuses_and_recovers()
    {
        await using var disk = await SmallDisk.MountAsync("4m");
        using (var database = TestDatabase.Open(Path.Combine(disk.Path, "notifications.db")))
        {
            await FillAndRecoverAsync(database, () => File.Delete(Path.Combine(disk.Path, "ballast")), () => File.WriteAllBytes(Path.Combine(disk.Path, "ballast"), new byte[1 << 20]));
            Assert.Null(database.Damage);
        }

        SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task PostgreSQL_refuses_and_recovers()
    {
        await using var disk = await SmallDisk.MountAsync("24m");
        var server = await PostgresServer.SharedAsync();
        var space = $"small_{Environment.ProcessId}";
        using var owner = TestPostgres.Open(server.ConnectionTo("postgres"));
        using (var connection = owner.Open())
            connection.Execute($"CREATE TABLESPACE {space} LOCATION '{disk.Path}'", commandTimeout: 60);
        var ours = await server.CreateDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(ours).Database;
        using (var connection = owner.Open())
            connection.Execute($"ALTER DATABASE {name} SET TABLESPACE {space}", commandTimeout: 60);
        using (var database = TestPostgres.Open(ours))
        {
            var ballast = Path.Combine(disk.Path, "ballast");
            await FillAndRecoverAsync(database, () => File.Delete(ballast), () => File.WriteAllBytes(ballast, new byte[1 << 20]));
        }

        using (var connection = owner.Open())
        {
            connection.Execute($"DROP DATABASE {name} WITH (FORCE)", commandTimeout: 60);
            connection.Execute($"DROP TABLESPACE {space}", commandTimeout: 60);
        }
    }

    private static async Task FillAndRecoverAsync(SqlDatabase database, Action makeRoom, Action takeRoom)
    {
        takeRoom();
        var writes = StoreSuite.StartWriter(database);
        var written = 0;
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            for (var i = 0; i < 1_000; i++, written++)
                await InsertAsync(writes, i);
        });

        Assert.Matches("full|No space left", refused.Message);
        Assert.True(written > 0);
        makeRoom();
        await InsertAsync(writes, 1_000);
        Assert.Equal(written + 1, await database.RunAsync(connection => connection.QuerySingle<int>("SELECT count(*) FROM holding")));
        await writes.StopAsync(CancellationToken.None);
    }

    private static Task<int> InsertAsync(GroupCommit writes, int number)
    {
        // Random, so that it is not stored in less room.
        var state = new byte[RowSize];
        Random.Shared.NextBytes(state);
        return writes.RunAsync(transaction => transaction.Connection!.Execute(
            "INSERT INTO holding (site, subject, sequence, written, state) VALUES ('default', @subject, 1, 1, @state)",
            new { subject = $"jira:issue:A-{number}", state }, transaction));
    }
}
