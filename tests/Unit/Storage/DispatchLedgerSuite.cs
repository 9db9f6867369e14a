using Notifications.Events;
using Notifications.Storage.Dispatch;
using Notifications.Storage.Events;
using Notifications.Subjects;
using Notifications.Subjects.Dispatching;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Storage;

public abstract class DispatchLedgerSuite(StoreOn on) : StoreSuite(on)
{
    private static readonly Subject One = new("jira", "issue", "A-1");
    private static readonly Subject Two = new("jira", "issue", "A-2");

    private SqlDispatchLedger Ledger => new(Database, Writes);

    private SqlEventLog Log => new(Database, Writes, TimeProvider.System);

    [Fact]
    public async Task What_the_log_takes_is_not_dispatched_until_somebody_says_so()
    {
        await AppendAsync(One, "1", 1);
        await AppendAsync(One, "2", 2);
        await AppendAsync(Two, "3", 1);

        Assert.Equal([1L, 2L], await Ledger.ReadAsync("default", One));
        Assert.Equal([1L], await Ledger.ReadAsync("default", Two));
        Assert.Empty(await Ledger.ReadAsync("other", One));

        await Ledger.DoneAsync([new("default", One, 1), new("default", Two, 1), new("other", One, 2)]);
        await Ledger.DoneAsync([new("default", One, 1)]);

        Assert.Equal([2L], await Ledger.ReadAsync("default", One));
        Assert.Empty(await Ledger.ReadAsync("default", Two));
    }

    [Fact]
    public async Task What_the_log_does_not_take_leaves_no_trace()
    {
        await AppendAsync(One, "1", 1);
        await Ledger.DoneAsync([new("default", One, 1)]);

        Assert.Equal(Appended.Duplicate, await AppendAsync(One, "1", 2));
        await Assert.ThrowsAsync<SequenceTakenException>(() => AppendAsync(One, "2", 1));

        Assert.Empty(await Ledger.ReadAsync("default", One));
    }

    [Fact]
    public async Task Many_at_once_are_all_noted()
    {
        var log = Log;
        await Task.WhenAll(Enumerable.Range(1, 300).Select(i => log.AppendAsync(Event(i % 2 == 0 ? One : Two, $"{i}"), i)));

        Assert.Equal(150, (await Ledger.ReadAsync("default", One)).Count);
        Assert.Equal(150, (await Ledger.ReadAsync("default", Two)).Count);
    }

    [Fact]
    public async Task Those_that_take_long_are_found_once_each()
    {
        await AppendAsync(Two, "1", 1);
        await AppendAsync(One, "2", 1);
        await AppendAsync(One, "3", 2);
        var now = TimeProvider.System.GetUtcNow();

        Assert.Empty(await Ledger.ReadOverdueAsync(now.AddMinutes(-1), 10));
        var found = await Ledger.ReadOverdueAsync(now.AddMinutes(1), 10);
        Assert.Equal([("default", One), ("default", Two)], found.OrderBy(one => one.Subject.ToString(), StringComparer.Ordinal));
        Assert.Single(await Ledger.ReadOverdueAsync(now.AddMinutes(1), 1));
    }

    private Task<Appended> AppendAsync(Subject subject, string id, long sequence) => Log.AppendAsync(Event(subject, id), sequence);

    private static Event Event(Subject subject, string id) => SampleEvent.Of() with { Site = "default", Subject = subject, Id = id };
}

public sealed class DispatchLedgerOnSqlite() : DispatchLedgerSuite(StoreOn.Sqlite);

public sealed class DispatchLedgerOnPostgres() : DispatchLedgerSuite(StoreOn.Postgres);
