using Microsoft.Extensions.Time.Testing;
using Notifications.Rules.Holding;
using Notifications.Storage.Holding;
using Notifications.Subjects;

namespace Notifications.Tests.Unit.Storage;

public abstract class HoldingStoreSuite(StoreOn on) : StoreSuite(on)
{
    private static readonly Subject Issue = new("jira", "issue", "A-1");
    private static readonly Subject Other = new("jira", "issue", "A-2");

    private readonly FakeTimeProvider _time = new();
    private SqlHoldingStore _store = null!;

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

    [Fact]
    public async Task Of_one_subject_in_one_transaction_the_newest_stays()
    {
        await _store.SaveAsync([Snapshot(Issue, 2, 1), Snapshot(Issue, 5, 2), Snapshot(Issue, 3, 3)]);
        Assert.Equal(5, (await _store.LoadAsync("default", Issue))!.Sequence);
        await _store.SaveAsync([.. Enumerable.Range(6, 300).Select(i => Snapshot(Issue, i, (byte)(i % 100)))]);
        Assert.Equal(305, (await _store.LoadAsync("default", Issue))!.Sequence);
        await _store.SaveAsync([Snapshot(Issue, 306, 1), Snapshot(Issue, 306, 2)]);
        Assert.Equal(2, (await _store.LoadAsync("default", Issue))!.State()[0]);
    }

    protected override ValueTask OpenAsync()
    {
        _store = new SqlHoldingStore(Database, Writes, _time);
        return ValueTask.CompletedTask;
    }

    private static DateTimeOffset Moment(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);

    private static HoldingSnapshot Snapshot(Subject subject, long sequence, byte state) =>
        new("default", subject, sequence, Moment(state), () => [state]);
}

public sealed class HoldingStoreOnSqlite() : HoldingStoreSuite(StoreOn.Sqlite);

public sealed class HoldingStoreOnPostgres() : HoldingStoreSuite(StoreOn.Postgres);
