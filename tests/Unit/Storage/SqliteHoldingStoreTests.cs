using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Notifications.Rules.Holding;
using Notifications.Storage.Sqlite;
using Notifications.Subjects;

namespace Notifications.Tests.Unit.Storage;

public sealed class SqliteHoldingStoreTests : IDisposable
{
    private static readonly Subject Issue = new("jira", "issue", "A-1");
    private static readonly Subject Other = new("jira", "issue", "A-2");

    private readonly string _directory = Directory.CreateTempSubdirectory("holding-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly SqliteHoldingStore _store;

    public SqliteHoldingStoreTests()
    {
        var database = new SqliteDatabase(
            Options.Create(new SqliteOptions { File = Path.Combine(_directory, "holding.db") }),
            new HostingEnvironment { ContentRootPath = _directory }, NullLogger<SqliteDatabase>.Instance);
        database.Migrate();
        _store = new SqliteHoldingStore(database, _time);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Keeps_the_newest_of_each_subject()
    {
        Assert.Null(await _store.LoadAsync("default", Issue));
        await _store.SaveAsync([Snapshot(Issue, 2, 1), Snapshot(Other, 9, 1)]);
        await _store.SaveAsync([Snapshot(Issue, 3, 2), Snapshot(Other, 8, 3)]);
        await _store.SaveAsync([Snapshot(Issue, 3, 4) with { Site = "other" }]);

        var issue = await _store.LoadAsync("default", Issue);
        Assert.Equal((3L, (byte)2, (DateTimeOffset?)Moment(2)), (issue!.Sequence, issue.State()[0], issue.Due));
        Assert.Equal(9, (await _store.LoadAsync("default", Other))!.Sequence);
        Assert.Equal(4, (await _store.LoadAsync("other", Issue))!.State()[0]);
    }

    [Fact]
    public async Task Finds_those_that_are_due_the_longest_overdue_first()
    {
        await _store.SaveAsync([Snapshot(Issue, 1, 5), Snapshot(Other, 1, 4), Snapshot(new Subject("jira", "issue", "A-3"), 1, 6), Snapshot(new Subject("jira", "issue", "A-4"), 1, 1) with { Due = null }]);
        Assert.Equal([("default", Other), ("default", Issue)], await _store.ReadDueAsync(Moment(5), 10));
        Assert.Equal([("default", Other)], await _store.ReadDueAsync(Moment(5), 1));
        Assert.Empty(await _store.ReadDueAsync(Moment(3), 10));
    }

    [Fact]
    public async Task Forgets_what_holds_nothing_and_is_old()
    {
        await _store.SaveAsync([Snapshot(Issue, 1, 1) with { Due = null }, Snapshot(Other, 1, 1)]);
        await _store.ForgetAsync(_time.GetUtcNow());
        Assert.NotNull(await _store.LoadAsync("default", Issue));
        await _store.ForgetAsync(_time.GetUtcNow().AddSeconds(1));
        Assert.Null(await _store.LoadAsync("default", Issue));
        Assert.NotNull(await _store.LoadAsync("default", Other));
    }

    private static DateTimeOffset Moment(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);

    private static HoldingSnapshot Snapshot(Subject subject, long sequence, byte state) =>
        new("default", subject, sequence, Moment(state), () => [state]);
}
