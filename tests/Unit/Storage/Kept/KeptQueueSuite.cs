using Dapper;
using Microsoft.Extensions.Time.Testing;
using Notifications.Live;
using Notifications.Storage;
using Notifications.Storage.Kept;
using Notifications.Storage.Sqlite;
using Notifications.Subjects;
using Notifications.Users;
using Notifications.Users.Kept;

namespace Notifications.Tests.Unit.Storage.Kept;

public abstract class KeptQueueSuite(StoreOn on) : StoreSuite(on)
{
    private static readonly Subject Issue = new("jira", "issue", "A-1");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));

    private SqlKeptQueue Queue => field ??= new(Database, Writes, _time);

    private DateTimeOffset Now => _time.GetUtcNow();

    [Fact]
    public async Task What_was_enqueued_waits_in_its_order()
    {
        await Task.WhenAll(Enumerable.Range(1, 300).Select(i => EnqueueAsync("ann", $"n{i}")));

        var rows = await ReadAsync();

        Assert.Equal(Enumerable.Range(1, 300).Select(i => $"n{i}"), rows.Select(row => row.Id));
        Assert.All(rows, row => Assert.Equal(("default", "ann", 0, row.Id), (row.Site, row.User, row.Tries, row.Notification!.Flag.Id)));
    }

    [Fact]
    public async Task What_is_there_already_is_left_and_a_newer_revision_takes_its_place()
    {
        await EnqueueAsync("ann", "a", revision: 2, title: "second");
        await EnqueueAsync("ann", "a", revision: 2, title: "repeated");
        await EnqueueAsync("ann", "a", revision: 1, title: "late");
        Assert.Equal("second", Assert.Single(await ReadAsync()).Notification!.Flag.Title);

        await DeliverAsync("a");
        await EnqueueAsync("ann", "a", revision: 2, title: "repeated");
        Assert.Empty(await ReadAsync());

        await EnqueueAsync("ann", "a", revision: 3, title: "third");
        Assert.Equal("third", Assert.Single(await ReadAsync()).Notification!.Flag.Title);
    }

    [Fact]
    public async Task Equal_ones_that_come_together_are_one()
    {
        await Task.WhenAll(Enumerable.Range(1, 50).Select(i => EnqueueAsync("ann", "a", revision: i % 10, title: $"{i % 10}")));

        Assert.Equal("9", Assert.Single(await ReadAsync()).Notification!.Flag.Title);
    }

    [Fact]
    public async Task The_same_id_of_another_user_or_site_is_another_one()
    {
        await EnqueueAsync("ann", "a");
        await EnqueueAsync("ben", "a");
        await Queue.EnqueueAsync(Entry("ann", "a") with { Site = "other" });

        Assert.Equal(3, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task What_belongs_in_the_inbox_only_later_waits_until_then()
    {
        var due = Now.AddSeconds(30);
        await Queue.EnqueueAsync(Entry("ann", "a") with { Notification = Notification("a") with { UnlessShownBy = due } });

        Assert.Empty(await ReadAsync());
        Assert.Equal(new KeptBacklog(0, due), await Queue.ReadBacklogAsync(KeptSlots.All, Now));

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(await ReadAsync());
        Assert.Equal(new KeptBacklog(1, null), await Queue.ReadBacklogAsync(KeptSlots.All, Now));
    }

    [Fact]
    public async Task Rows_and_users_can_be_left_out_and_others_have_their_slots()
    {
        foreach (var (user, id) in new[] { ("ann", "a"), ("ann", "b"), ("ben", "c"), ("cyd", "d") })
            await EnqueueAsync(user, id);
        var first = (await ReadAsync())[0].Position;

        Assert.Equal(["b", "c", "d"], Ids(await ReadAsync(new KeptExceptions([first], []))));
        Assert.Equal(["c", "d"], Ids(await ReadAsync(new KeptExceptions([first], ["default|ann"]))));
        Assert.Equal(["b", "c"], Ids(await ReadAsync(new KeptExceptions([first], []), limit: 2)));

        var slot = KeptSlots.Of("default", "ben");
        Assert.Equal(["c"], Ids(await Queue.ReadAsync(new KeptSlots(slot, slot + 1), Now, KeptExceptions.None, 10)));
    }

    [Fact]
    public async Task What_fails_waits_for_its_next_try_and_ends_after_as_many_as_are_allowed()
    {
        await EnqueueAsync("ann", "a");
        await EnqueueAsync("ann", "b");
        var rows = await ReadAsync();
        long[] failed = [rows[0].Position];

        for (var tries = 1; tries <= 2; tries++)
        {
            Assert.Empty(await Queue.FailAsync(failed, maxTries: 3, Now.AddSeconds(10)));
            Assert.Equal(["b"], Ids(await ReadAsync()));
            Assert.Equal(new KeptBacklog(1, Now.AddSeconds(10)), await Queue.ReadBacklogAsync(KeptSlots.All, Now));
            _time.Advance(TimeSpan.FromSeconds(10));
            // Behind those that never failed.
            Assert.Equal([("b", 0), ("a", tries)], (await ReadAsync()).Select(row => (row.Id, row.Tries)));
        }

        var ended = Assert.Single(await Queue.FailAsync(failed, maxTries: 3, Now.AddSeconds(10)));
        Assert.Equal(("a", "ann", 3), (ended.Id, ended.User, ended.Tries));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["b"], Ids(await ReadAsync()));

        Assert.True(await Queue.RequeueAsync("default", "ann", "a"));
        Assert.False(await Queue.RequeueAsync("default", "ben", "a"));
        Assert.Equal([("a", 0), ("b", 0)], (await ReadAsync()).Select(row => (row.Id, row.Tries)));
    }

    [Fact]
    public async Task What_was_delivered_meanwhile_does_not_fail()
    {
        await EnqueueAsync("ann", "a");
        var row = Assert.Single(await ReadAsync());
        await DeliverAsync("a");

        Assert.Empty(await Queue.FailAsync([row.Position], maxTries: 1, Now));
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task What_is_snoozed_for_something_comes_again_when_it_happens()
    {
        foreach (var id in new[] { "a", "b", "c" })
        {
            await EnqueueAsync("ann", id);
            await DeliverAsync(id);
        }

        await ExecuteAsync("UPDATE inbox SET snoozed_for = 'resolved' WHERE id = 'a'");
        await ExecuteAsync("UPDATE inbox SET snoozed_for = 'commented' WHERE id = 'b'");

        var other = new Subject("jira", "issue", "A-2");
        Assert.Equal([Issue], await Queue.FindSnoozedAsync("default", [other, Issue]));
        Assert.Empty(await Queue.FindSnoozedAsync("default", [other]));
        Assert.Empty(await Queue.FindSnoozedAsync("other", [Issue]));

        await Queue.WakeAsync("other", Issue, ["resolved"]);
        await Queue.WakeAsync("default", other, ["resolved"]);
        Assert.Empty(await ReadAsync());

        await Queue.WakeAsync("default", Issue, ["resolved", "updated"]);
        Assert.Equal(["a"], Ids(await ReadAsync()));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_does_not_keep_the_others()
    {
        foreach (var id in new[] { "a", "b" })
            await EnqueueAsync("ann", id);
        await ExecuteAsync("UPDATE inbox SET content = @content WHERE id = 'a'", new { content = new byte[] { 1 } });

        Assert.Equal([("a", false), ("b", true)], (await ReadAsync()).Select(row => (row.Id, row.Notification is not null)));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\ud800")]
    public async Task A_text_that_the_database_does_not_take_fails_alone_and_is_no_outage(string text)
    {
        var sent = new[] { "before", "poison", "after" }.Select(id => Queue.EnqueueAsync(
            id == "poison" ? Entry("ann", id) with { Notification = Notification(id) with { Source = text } } : Entry("ann", id))).ToArray();

        await sent[0];
        await sent[2];
        // SQLite takes whatever it is, and half a surrogate pair is written as U+FFFD.
        if (On == StoreOn.Postgres && text.Contains('\0', StringComparison.Ordinal))
            await Assert.ThrowsAsync<StoreRefusedException>(() => sent[1]);
        else
            await sent[1];
        Assert.Equal(["after", "before"], Ids(await ReadAsync()).Except(["poison"]).Order());
    }

    [Fact]
    public async Task What_is_shown_is_stored_as_it_is()
    {
        await EnqueueAsync("ann", "a", title: "a\0b\ufffe");

        Assert.Equal("a\0b\ufffe", Assert.Single(await ReadAsync()).Notification!.Flag.Title);
    }

    [Fact]
    public async Task Whoever_waits_hears_of_what_begins_to_wait()
    {
        var heard = new List<(int, long)>();
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = Database.Signals.Listen(KeptSignal.Channel, payload =>
        {
            if (payload is null)
                listens.TrySetResult();
            lock (heard)
                heard.AddRange(KeptSignal.Read(payload) ?? []);
        });
        // One that is told across processes listens a moment later, and says so.
        if (Database is not SqliteDatabase)
            await listens.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var (slot, due) = (KeptSlots.Of("default", "ann"), Now.AddSeconds(5));

        await EnqueueAsync("ann", "a");
        await HearAsync(heard, (slot, 0));
        await Queue.EnqueueAsync(Entry("ann", "b") with { Notification = Notification("b") with { UnlessShownBy = due } });
        await HearAsync(heard, (slot, due.ToUnixTimeMilliseconds()));
        await DeliverAsync("a");
        await Queue.RequeueAsync("default", "ann", "a");
        await HearAsync(heard, (slot, 0));
    }

    protected static string[] Ids(IEnumerable<QueuedNotification> rows) => [.. rows.Select(row => row.Id)];

    protected static KeptEntry Entry(string user, string id, long revision = 0, string title = "t") =>
        new("default", user, KeptSlots.Of("default", user), Notification(id, revision, title));

    protected Task<IReadOnlyList<QueuedNotification>> ReadAsync(KeptExceptions? except = null, int limit = 1_000) =>
        Queue.ReadAsync(KeptSlots.All, Now, except ?? KeptExceptions.None, limit);

    private static async Task HearAsync(List<(int, long)> heard, (int, long) expected)
    {
        for (var pause = 0; ; pause++)
        {
            lock (heard)
            {
                if (heard.Remove(expected))
                    return;
            }

            Assert.True(pause < 1_000, "Not heard.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    private static KeptNotification Notification(string id, long revision = 0, string title = "t") => new()
    {
        Flag = new Flag { Id = id, Rule = "r", Title = title, Time = DateTimeOffset.UnixEpoch, Revision = revision },
        Subject = Issue,
        Reasons = ["assignee"],
        Source = "jira",
    };

    private Task EnqueueAsync(string user, string id, long revision = 0, string title = "t") =>
        Queue.EnqueueAsync(Entry(user, id, revision, title));

    // What a user context does.
    private Task<int> DeliverAsync(string id) => ExecuteAsync("UPDATE inbox SET queued = FALSE, sequence = 1 WHERE id = @id", new { id });

    private Task<int> ExecuteAsync(string sql, object? values = null) => Database.RunAsync(connection => connection.Execute(sql, values));
}

public sealed class KeptQueueOnSqlite() : KeptQueueSuite(StoreOn.Sqlite);
