using Notifications.Events;
using Notifications.Storage.Events;
using Notifications.Subjects;

namespace Notifications.Tests.Unit.Storage;

public abstract class EventLogSuite(StoreOn on) : StoreSuite(on)
{
    private static readonly Subject Issue = new("jira", "issue", "A-1");

    private SqlEventLog _log = null!;

    [Fact]
    public async Task Keeps_every_field_over_a_restart()
    {
        var written = Event("e1") with
        {
            SelfGenerated = true,
            Actor = new Actor { Id = "anna", DisplayName = "Anna", AccountId = "anna", Name = "a", Key = "k" },
        };
        await _log.AppendAsync(written, 7);
        var epoch = _log.Epoch;

        await RestartWriterAsync();
        await OpenAsync();

        var read = Assert.Single((await ReadTailAsync(10)).Events);
        Assert.Equal(7, read.Sequence);
        Assert.Equal(written with { Data = read.Event.Data }, read.Event);
        Assert.Equal(written.Data, read.Event.Data);
        Assert.Equal(epoch, _log.Epoch);
    }

    [Fact]
    public async Task A_duplicate_is_one_of_the_same_site_source_and_id()
    {
        Assert.Equal(Appended.Written, await _log.AppendAsync(Event("e1"), 1));
        Assert.Equal(Appended.Duplicate, await _log.AppendAsync(Event("e1"), 2));
        Assert.Equal(Appended.Written, await _log.AppendAsync(Event("e1") with { Site = "other" }, 2));
        Assert.Equal(Appended.Written, await _log.AppendAsync(Event("e1") with { Source = "other" }, 3));
    }

    [Fact]
    public async Task A_second_writer_of_a_subject_is_stopped_and_its_neighbours_are_not()
    {
        await _log.AppendAsync(Event("e1"), 1);

        var forked = _log.AppendAsync(Event("e2"), 1);
        var neighbour = _log.AppendAsync(Event("e3"), 2);

        await Assert.ThrowsAsync<SequenceTakenException>(() => forked);
        Assert.Equal(Appended.Written, await neighbour);
    }

    [Fact]
    public async Task Duplicates_and_taken_sequences_of_one_transaction_are_told_apart()
    {
        // The first is in a transaction of its own, the others wait for it together.
        var appends = new List<Task<Appended>> { _log.AppendAsync(Event("e0"), 1) };
        for (var i = 1; i <= 100; i++)
        {
            appends.Add(_log.AppendAsync(Event($"e{i}"), (3 * i) + 1));
            appends.Add(_log.AppendAsync(Event($"e{i}"), (3 * i) + 2));
            appends.Add(_log.AppendAsync(Event($"other{i}"), (3 * i) + 1));
        }

        for (var i = 1; i <= 100; i++)
        {
            Assert.Equal(Appended.Written, await appends[(3 * i) - 2]);
            Assert.Equal(Appended.Duplicate, await appends[(3 * i) - 1]);
            await Assert.ThrowsAsync<SequenceTakenException>(() => appends[3 * i]);
        }

        Assert.Equal(101, (await ReadTailAsync(1_000)).Events.Count);
    }

    [Fact]
    public async Task The_order_of_the_log_is_that_of_the_appends()
    {
        await Task.WhenAll(Enumerable.Range(1, 500).Select(i => _log.AppendAsync(Event($"e{i}"), 501 - i)));

        var range = new PastRange("default", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-1), []);
        var places = await new SqlPastEvents(Database).ListAsync(range, null, 1_000, CancellationToken.None);
        var events = await _log.ReadAfterAsync("default", Issue, 0, 1_000);

        Assert.Equal(500, places.Count);
        Assert.Equal(places.Select(place => place.Position).Order(), places.Select(place => place.Position));
        Assert.Equal(Enumerable.Range(1, 500).Select(i => $"e{501 - i}"), events.Select(logged => logged.Event.Id));
    }

    [Fact]
    public async Task Reads_the_newest_of_one_subject_oldest_first()
    {
        for (var i = 1; i <= 5; i++)
            await _log.AppendAsync(Event($"e{i}"), i);
        await _log.AppendAsync(Event("elsewhere") with { Subject = new Subject("jira", "issue", "A-2") }, 6);

        var tail = await ReadTailAsync(3);

        Assert.Equal(["e3", "e4", "e5"], tail.Events.Select(logged => logged.Event.Id));
        Assert.Equal((2, 5), (tail.Before, tail.Last));
    }

    [Fact]
    public async Task Does_not_read_what_is_too_old_but_knows_where_it_ended()
    {
        await _log.AppendAsync(Event("e1"), 4);

        var tail = await _log.ReadTailAsync("default", Issue, TimeProvider.System.GetUtcNow().AddHours(1), 10);
        var nothing = await _log.ReadTailAsync("default", new Subject("jira", "issue", "A-9"), DateTimeOffset.UnixEpoch, 10);

        Assert.Empty(tail.Events);
        Assert.Equal((4, 4), (tail.Before, tail.Last));
        Assert.Equal((0, 0), (nothing.Before, nothing.Last));
    }

    [Fact]
    public async Task Reads_what_came_after_and_right_before_a_sequence_and_single_events()
    {
        foreach (var sequence in (long[])[2, 3, 5, 8, 9])
            await _log.AppendAsync(Event($"e{sequence}") with { Data = new byte[10] }, sequence);

        Assert.Equal([5, 8, 9], Sequences(await _log.ReadAfterAsync("default", Issue, 3, 10)));
        Assert.Equal([5, 8], Sequences(await _log.ReadAfterAsync("default", Issue, 3, 2)));
        Assert.Equal([3, 5, 8], Sequences(await _log.ReadBeforeAsync("default", Issue, 9, 3, 1_000)));
        Assert.Equal([5, 8], Sequences(await _log.ReadBeforeAsync("default", Issue, 9, 3, 29)));
        Assert.Empty(await _log.ReadBeforeAsync("default", Issue, 9, 3, 9));
        Assert.Equal([2, 8], Sequences(await _log.ReadAsync("default", Issue, [8, 2, 7])));
        Assert.Empty(await _log.ReadAfterAsync("other", Issue, 0, 10));

        static IEnumerable<long> Sequences(IReadOnlyList<LoggedEvent> events) => events.Select(logged => logged.Sequence);
    }

    [Fact]
    public async Task What_came_before_has_no_events_of_our_own()
    {
        await _log.AppendAsync(Event("e1"), 1);
        await _log.AppendAsync(Event("e2"), 2);
        await _log.AppendAsync(Event("d3") with { Source = Notifications.Events.Event.OwnSource }, 3);
        await _log.AppendAsync(Event("e4"), 4);

        Assert.Equal([1, 2], (await _log.ReadBeforeAsync("default", Issue, 4, 2, 1_000_000)).Select(logged => logged.Sequence));
    }

    [Fact]
    public async Task Many_appends_at_once_are_all_written()
    {
        var appends = Enumerable.Range(1, 1_000).Select(i => _log.AppendAsync(Event($"e{i}"), i));

        Assert.All(await Task.WhenAll(appends), appended => Assert.Equal(Appended.Written, appended));
        Assert.Equal(1_000, (await ReadTailAsync(2_000)).Events.Count);
    }

    [Fact]
    public async Task A_closed_log_says_that_it_is_unavailable()
    {
        await Writes.StopAsync(CancellationToken.None);

        await Assert.ThrowsAsync<EventLogUnavailableException>(() => _log.AppendAsync(Event("e1"), 1));
    }

    private Task<LogTail> ReadTailAsync(int limit) => _log.ReadTailAsync("default", Issue, DateTimeOffset.UnixEpoch, limit);

    protected override async ValueTask OpenAsync()
    {
        _log = new SqlEventLog(Database, Writes, TimeProvider.System);
        await _log.StartAsync(CancellationToken.None);
    }

    private static Event Event(string id) => new()
    {
        Site = "default",
        Source = "jira",
        Id = id,
        Type = "avi:jira:updated:issue",
        Subject = Issue,
        Time = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123),
        Data = """{"issue":{"key":"A-1"}}"""u8.ToArray(),
    };
}

public sealed class EventLogOnSqlite() : EventLogSuite(StoreOn.Sqlite);

public sealed class EventLogOnPostgres() : EventLogSuite(StoreOn.Postgres);
