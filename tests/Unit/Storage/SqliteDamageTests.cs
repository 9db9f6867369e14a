using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Notifications.Commands;
using Notifications.Storage;
using Notifications.Storage.Sqlite;
using Notifications.Tests.Unit.Rules;

namespace Notifications.Tests.Unit.Storage;

/// <summary>Damage to a real file: torn pages and flipped bytes.</summary>
public sealed class SqliteDamageTests : IDisposable
{
    private const int PageSize = 4096;

    private readonly string _directory = Directory.CreateTempSubdirectory("damage-").FullName;

    private string Path => System.IO.Path.Combine(_directory, "notifications.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_file_without_damage_is_opened_and_checked()
    {
        Fill();
        using (var database = TestDatabase.Open(Path))
            database.Migrate();
        SqliteConnection.ClearAllPools();

        Assert.Equal(CommandLine.Fine, await CommandLine.RunAsync(["storage", "check", Path]));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public async Task A_page_that_is_torn_is_refused_at_the_start_in_one_clear_line(double place)
    {
        Fill();
        Change(Path, (long)(new FileInfo(Path).Length * place) / PageSize * PageSize, PageSize);
        using var database = TestDatabase.Open(Path);

        var refusal = Assert.Throws<InvalidOperationException>(database.Migrate);

        Assert.Contains($"The database '{Path}' is damaged: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Restore a backup", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        SqliteConnection.ClearAllPools();
        Assert.Equal(CommandLine.Faulty, await CommandLine.RunAsync(["storage", "check", Path]));
    }

    [Fact]
    public void A_file_that_ends_too_early_is_refused()
    {
        Fill();
        using (var file = File.OpenWrite(Path))
            file.SetLength(file.Length / 2);
        using var database = TestDatabase.Open(Path);

        Assert.Contains("is damaged: ", Assert.Throws<InvalidOperationException>(database.Migrate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_that_is_met_while_running_ends_writing_and_makes_it_not_ready()
    {
        Fill();
        using var database = TestDatabase.Open(Path);
        var writes = StoreSuite.StartWriter(database);
        var health = new DatabaseHealthCheck(database);
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new HealthCheckContext())).Status);

        Change(Path, PageSize, (int)new FileInfo(Path).Length - PageSize);
        SqliteConnection.ClearAllPools();
        await Assert.ThrowsAnyAsync<Exception>(() => database.RunAsync(connection => connection.ExecuteScalar("SELECT sum(length(data)) FROM event")));

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => writes.RunAsync(transaction => transaction.Connection!.Execute("DELETE FROM event", transaction: transaction)));
        Assert.Contains("is damaged: ", refused.Message, StringComparison.Ordinal);
        var state = await health.CheckHealthAsync(new HealthCheckContext());
        Assert.Equal(HealthStatus.Unhealthy, state.Status);
        Assert.Contains("is damaged: ", state.Description, StringComparison.Ordinal);
        await writes.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 6)]
    public void Commits_that_a_flipped_byte_takes_from_the_log_are_reported(bool isFlipped, int lost)
    {
        var copy = System.IO.Path.Combine(_directory, "copy.db");
        CopyWithLog(copy, commits: 10);
        Assert.True(new FileInfo($"{copy}-wal").Length > 10 * PageSize);
        if (isFlipped)
            Change($"{copy}-wal", FourCommitsBeforeTheLast(copy), 1);

        Assert.Equal(isFlipped, WriteAheadLog.CommitsAfterDamage($"{copy}-wal") > 0);
        var log = new LoggedLines();
        using var database = new SqliteDatabase(
            Options.Create(new SqliteOptions { File = copy }), new HostingEnvironment { ContentRootPath = _directory }, log.Of<SqliteDatabase>());
        database.Migrate();
        Assert.Equal(isFlipped, log.Messages.Any(line => line.Contains("commits after the damage can't be read", StringComparison.Ordinal)));
        using var connection = database.Open();
        Assert.Equal(lost, 10 - connection.QuerySingle<int>("SELECT count(*) - 1 FROM log"));
    }

    [Fact]
    public void A_log_whose_end_is_torn_has_lost_nothing()
    {
        var copy = System.IO.Path.Combine(_directory, "copy.db");
        CopyWithLog(copy, commits: 10);
        using (var file = File.OpenWrite($"{copy}-wal"))
            file.SetLength(file.Length - 100);

        Assert.Equal(0, WriteAheadLog.CommitsAfterDamage($"{copy}-wal"));
        Assert.Equal(0, WriteAheadLog.CommitsAfterDamage($"{copy}-nothing"));
    }

    private void Fill()
    {
        using (var database = TestDatabase.Open(Path))
        {
            database.Migrate();
            using var connection = database.Open();
            connection.Execute(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
                INSERT INTO event (site, source, id, type, subject, sequence, time, accepted, self_generated, data)
                SELECT 'default', 'jira', 'e' || i, 'updated', 'jira:issue:A-' || (i % 100), i, i, i, FALSE, randomblob(200) FROM n;
                PRAGMA wal_checkpoint(TRUNCATE);
                """);
        }

        SqliteConnection.ClearAllPools();
    }

    // What a crash leaves: the file and its log, which is not folded in.
    private void CopyWithLog(string copy, int commits)
    {
        using var database = TestDatabase.Open(Path);
        database.Migrate();
        using var connection = database.Open();
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        for (var i = 0; i < commits; i++)
            connection.Execute($"INSERT INTO log (epoch) VALUES ('{i}'); UPDATE rule_revision SET revision = revision + 1");
        File.Copy(Path, copy);
        File.Copy($"{Path}-wal", $"{copy}-wal");
    }

    // Each commit of these two statements writes two pages: one each.
    private static long FourCommitsBeforeTheLast(string copy)
    {
        const int frame = 24 + PageSize;
        var frames = (new FileInfo($"{copy}-wal").Length - 32) / frame;
        return 32 + ((frames - 12) * frame) + 100;
    }

    private static void Change(string path, long offset, int length)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var bytes = new byte[length];
        file.Position = offset;
        file.ReadExactly(bytes);
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] ^= 0x5a;
        file.Position = offset;
        file.Write(bytes);
    }
}
