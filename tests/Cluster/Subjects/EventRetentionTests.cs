using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Notifications.Storage;
using Notifications.Storage.Events;
using Notifications.Storage.Postgres;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;

namespace Notifications.Tests.Cluster.Subjects;

/// <summary>Old events are deleted by every silo of a cluster, all of them at once.</summary>
public sealed class EventRetentionTests
{
    private const int Subjects = 20;
    private const int Old = 40;
    private const int New = 10;

    private const string Count = "SELECT count(*) FROM event";

    [Fact]
    public async Task Silos_that_sweep_at_once_neither_block_each_other_nor_those_who_append_and_delete_what_is_old_and_no_more()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Events:Retention:Age"] = "2.00:00:00",
            ["Events:Retention:Interval"] = "00:00:01",
            ["Events:Retention:BatchSize"] = "7",
        };
        await using var silos = await PostgresSilos.StartAsync(3, settings, AppendOldAsync);
        var grains = silos.Silos[0].GetRequiredService<IGrainFactory>();

        // Every second subject goes on: all that is old of it may go. Of the others the newest stays.
        await Task.WhenAll(Enumerable.Range(0, Subjects / 2).SelectMany(subject => Enumerable.Range(0, New).Select(i =>
            grains.GetEventGrain(SiteName.Default, IssueOf(2 * subject)).Accept(AnEvent.Updated(IssueOf(2 * subject), $"new-{subject}-{i}", "new")))));

        const int expected = (Subjects / 2 * New) + (Subjects / 2);
        Assert.True(await silos.UntilAsync<long>(Count, count => count[0] <= expected));
        // Another sweep of each finds nothing.
        Assert.False(await silos.UntilAsync<long>(Count, count => count[0] < expected, TimeSpan.FromSeconds(3)));
        var left = await silos.QueryAsync<(string Subject, long First, long Last)>(
            "SELECT subject, min(sequence), max(sequence) FROM event GROUP BY subject");
        foreach (var (subject, first, last) in left)
        {
            var goesOn = int.Parse(subject.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0;
            Assert.Equal(goesOn ? (Old + 1, Old + New) : (Old, Old), (first, last));
        }

        Assert.Equal(Subjects, left.Count);
        Assert.DoesNotContain(silos.Warnings, line => line.Contains("Retention", StringComparison.Ordinal) || line.Contains("GroupCommit", StringComparison.Ordinal));
        Assert.Equal(0, Assert.Single(await silos.QueryAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")));
    }

    private static async Task AppendOldAsync(string connectionString)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(10));
        using var database = new PostgresDatabase(
            Options.Create(new PostgresOptions { ConnectionString = connectionString }), NullLogger<PostgresDatabase>.Instance);
        var writes = new GroupCommit(database, Options.Create(new GroupCommitOptions()), NullLogger<GroupCommit>.Instance);
        await writes.StartAsync(CancellationToken.None);
        var log = new SqlEventLog(database, writes, time);
        await log.StartAsync(CancellationToken.None);
        for (var i = 1; i <= Old; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, Subjects).Select(subject =>
                log.AppendAsync(AnEvent.Updated(IssueOf(subject), $"old-{subject}-{i}", "old"), i)));
            time.Advance(TimeSpan.FromMinutes(1));
        }

        await database.WriteAsync(transaction => transaction.Connection!.Execute("DELETE FROM dispatch", transaction: transaction));
        await writes.StopAsync(CancellationToken.None);
    }

    private static Subject IssueOf(int number) => AnEvent.Issue($"AGE-{number}");
}
