using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Storage;
using Notifications.Storage.Postgres;
using Notifications.Tests.Product;

namespace Notifications.Tests.Unit.Storage;

/// <summary>A server that stops, is killed, hangs or is not durable.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private PostgresServer _server = null!;
    private string _connectionString = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartNewAsync();
        _connectionString = await _server.CreateDatabaseAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Writes_fail_at_once_while_it_is_gone_and_the_first_one_afterwards_is_written()
    {
        using var database = Open();
        var writes = StoreSuite.StartWriter(database);
        var expected = 0;
        foreach (var stop in (Func<Task>[])[_server.StopAsync, _server.StopImmediatelyAsync, _server.KillAsync])
        {
            // Several connections, none of which survives.
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.RunAsync(connection => connection.Execute("SELECT pg_sleep(0.05)"))));
            await AppendAsync(writes, $"{++expected}");

            await stop();
            var refused = AppendAsync(writes, "refused");
            await Assert.ThrowsAsync<StoreUnavailableException>(() => refused.WaitAsync(TimeSpan.FromSeconds(10)));
            await Assert.ThrowsAnyAsync<Exception>(() => database.RunAsync(connection => connection.Execute("SELECT 1")));

            await _server.StartAsync();
            await AppendAsync(writes, $"{++expected}");
            Assert.Equal(expected, await CountAsync(database));
        }

        await writes.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_server_that_hangs_holds_a_write_up_for_no_longer_than_a_command_may_take()
    {
        using var database = Open();
        var writes = StoreSuite.StartWriter(database);
        await AppendAsync(writes, "before");

        await _server.SignalAllAsync("STOP");
        try
        {
            // A statement may take a second, cancelling it two more, and so may each of what follows.
            await Assert.ThrowsAsync<StoreUnavailableException>(() => AppendAsync(writes, "hanging").WaitAsync(TimeSpan.FromSeconds(10)));
        }
        finally
        {
            await _server.SignalAllAsync("CONT");
        }

        await AppendAsync(writes, "after");
        Assert.Contains("after", await database.RunAsync(connection => connection.Query<string>("SELECT epoch FROM log")));
        await writes.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_server_that_does_not_wait_for_its_disk_is_refused()
    {
        await _server.StopAsync();
        await _server.StartAsync("fsync=off");
        using var database = Open();

        var refusal = Assert.Throws<InvalidOperationException>(database.Migrate);

        Assert.Contains("has fsync = off", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_whose_commits_are_not_synchronous_is_refused()
    {
        using (var connection = Open().Open())
            connection.Execute($"ALTER DATABASE {connection.Database} SET synchronous_commit = off");
        using var database = Open();

        Assert.Contains("has synchronous_commit = off", Assert.Throws<InvalidOperationException>(database.Migrate).Message, StringComparison.Ordinal);
    }

    private static Task<Attempt<int>> AppendAsync(GroupCommit writes, string epoch) =>
        writes.WriteAsync(AnyWrite<int>.Instance, transaction => transaction.Connection!.Execute("INSERT INTO log (epoch) VALUES (@epoch)", new { epoch }, transaction));

    private static Task<int> CountAsync(SqlDatabase database) =>
        database.RunAsync(connection => connection.QuerySingle<int>("SELECT count(*) - 1 FROM log"));

    private PostgresDatabase Open() => new(
        Options.Create(new PostgresOptions { ConnectionString = _connectionString, CommandTimeout = TimeSpan.FromSeconds(1) }),
        NullLogger<PostgresDatabase>.Instance);
}
