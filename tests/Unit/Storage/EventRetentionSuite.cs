using System.Diagnostics.Metrics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Notifications.Events;
using Notifications.Storage;
using Notifications.Storage.Events;
using Notifications.Subjects;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Storage;

public abstract class EventRetentionSuite(StoreOn on) : StoreSuite(on)
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
    private SqlEventLog _log = null!;

    [Fact]
    public async Task What_is_old_goes_and_the_newest_of_each_subject_stays()
    {
        for (var i = 1; i <= 7; i++)
            await AppendAsync("A-1", i);
        await AppendAsync("A-2", 5);
        await AppendAsync("A-1", 1, "other");
        _time.Advance(TimeSpan.FromDays(10));
        await AppendAsync("A-3", 1);
        await AppendAsync("A-3", 2);

        await DispatchedAsync();

        Assert.Equal(0, await SweepAsync(days: 11));
        Assert.Equal(6, await SweepAsync(days: 9));
        Assert.Equal(0, await SweepAsync(days: 9));

        Assert.Equal("default A-1 7, default A-2 5, default A-3 1, default A-3 2, other A-1 1", await ReadAsync());
        Assert.Equal(7, (await _log.ReadTailAsync("default", Issue("A-1"), _time.GetUtcNow(), 10)).Last);
        await Assert.ThrowsAsync<SequenceTakenException>(() => _log.AppendAsync(SampleEvent.Of(id: "fork") with { Subject = Issue("A-1") }, 7));
    }

    [Fact]
    public async Task What_is_not_dispatched_yet_stays_whatever_its_age()
    {
        await AppendAsync("A-1", 1);
        await AppendAsync("A-1", 2);
        _time.Advance(TimeSpan.FromDays(10));

        Assert.Equal(0, await SweepAsync(days: 9));
        await DispatchedAsync();
        Assert.Equal(1, await SweepAsync(days: 9));
    }

    [Fact]
    public async Task What_is_written_meanwhile_is_written()
    {
        await Task.WhenAll(Enumerable.Range(1, 1_000).Select(i => AppendAsync("A-1", i)));
        await DispatchedAsync();
        _time.Advance(TimeSpan.FromDays(10));

        var sweep = SweepAsync(days: 9);
        await Task.WhenAll(Enumerable.Range(1, 100).Select(i => AppendAsync("A-2", i)));

        Assert.Equal(999, await sweep);
        Assert.Equal(101, (await ReadAsync()).Split(", ").Length);
    }

    protected override async ValueTask OpenAsync()
    {
        _log = new SqlEventLog(Database, Writes, _time);
        await _log.StartAsync(CancellationToken.None);
    }

    private async Task<long> SweepAsync(int days)
    {
        var options = new EventRetentionOptions { Age = TimeSpan.FromDays(days), BatchSize = 3 };
        var metrics = new StorageMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
        using var retention = new EventRetention(Database, Writes, metrics, Options.Create(options), _time, NullLogger<EventRetention>.Instance);
        return await retention.SweepAsync(CancellationToken.None);
    }

    private Task<Appended> AppendAsync(string key, long sequence, string site = "default") =>
        _log.AppendAsync(SampleEvent.Of(id: $"{key}.{sequence}") with { Site = site, Subject = Issue(key) }, sequence);

    private Task<int> DispatchedAsync() => Database.WriteAsync(
        transaction => transaction.Connection!.Execute("DELETE FROM dispatch", transaction: transaction));

    private Task<string> ReadAsync() => Database.RunAsync(connection => string.Join(", ", connection
        .Query<(string Site, string Subject, long Sequence)>("SELECT site, subject, sequence FROM event ORDER BY site, subject, sequence")
        .Select(row => $"{row.Site} {row.Subject.Split(':')[2]} {row.Sequence}")));

    private static Subject Issue(string key) => new("jira", "issue", key);
}

public sealed class EventRetentionOnSqlite() : EventRetentionSuite(StoreOn.Sqlite);

public sealed class EventRetentionOnPostgres() : EventRetentionSuite(StoreOn.Postgres);
