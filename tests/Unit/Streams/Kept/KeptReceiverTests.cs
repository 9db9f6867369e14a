using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Notifications.Live;
using Notifications.Storage;
using Notifications.Streams.Kept;
using Notifications.Subjects;
using Notifications.Tests.Unit.Subjects.Dispatching;
using Notifications.Users;
using Notifications.Users.Kept;
using Orleans.Streams;

namespace Notifications.Tests.Unit.Streams.Kept;

public sealed class KeptReceiverTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly KeptDeliveryOptions _options = new() { MaxOfUser = 3 };
    private readonly WaitingRows _store = new();
    private readonly QueueWakeUp _wakeUp;
    private readonly Deliveries _deliveries;
    private readonly KeptReceiver _receiver;
    private readonly KeptCache _cache;

    public KeptReceiverTests()
    {
        var metrics = new KeptMetrics(_services.GetRequiredService<IMeterFactory>());
        _wakeUp = new QueueWakeUp(_time);
        _deliveries = new Deliveries(_options, _time, _wakeUp, metrics);
        _cache = new KeptCache(_deliveries);
        _receiver = new KeptReceiver(
            0, KeptSlots.All, _store, _deliveries, _wakeUp, new KeptEndings(_store, new FailingLetters(), metrics, _time), _options, metrics, _time,
            NullLogger<KeptReceiver>.Instance);
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Waits_without_reading_until_it_is_told()
    {
        var receiving = ReceiveAsync();
        var reads = _store.Reads;
        Assert.False(receiving.IsCompleted);

        _store.Add("ann", "a");
        Assert.False(receiving.IsCompleted);
        _wakeUp.TellToRead();

        Assert.Equal("a", Ids(Assert.Single(await receiving)));
        Assert.Equal(reads + 1, _store.Reads);
    }

    [Fact]
    public async Task Waits_for_what_is_due_later()
    {
        var receiving = ReceiveAsync();
        _store.Add("ann", "a");
        _wakeUp.Tell((_time.GetUtcNow() + TimeSpan.FromSeconds(2)).ToUnixTimeMilliseconds());
        // Woken, it finds nothing to do and says so.
        Assert.Empty(await receiving);

        receiving = ReceiveAsync();
        Assert.False(receiving.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("a", Ids(Assert.Single(await receiving)));
    }

    [Fact]
    public async Task Finds_what_nobody_told_of()
    {
        var receiving = ReceiveAsync();
        _store.Add("ann", "a");

        _time.Advance(_options.CheckInterval);

        Assert.Equal("a", Ids(Assert.Single(await receiving)));
    }

    [Fact]
    public async Task Ends_when_it_is_told_to_while_it_waits()
    {
        using var ending = new CancellationTokenSource();
        var receiving = _receiver.GetQueueMessagesAsync(-1, ending.Token);
        await ending.CancelAsync();
        Assert.Empty(await receiving);

        receiving = ReceiveAsync();
        await _receiver.Shutdown(TimeSpan.FromSeconds(1));
        Assert.Empty(await receiving);
    }

    [Fact]
    public async Task A_user_has_one_delivery_at_a_time_and_the_rest_goes_together()
    {
        _store.Add("ann", "a1");
        var first = Assert.Single(await ReceiveAsync());
        using var cursor = _cache.GetCacheCursor(first.StreamId, first.SequenceToken);
        Assert.True(Next(cursor));
        _store.Add("ann", "a2");
        _store.Add("ann", "a3");
        _store.Add("ben", "b1");
        _wakeUp.TellToRead();

        Assert.Equal("b1", Ids(Assert.Single(await ReceiveAsync())));
        _store.Acknowledge("a1");
        Assert.False(Next(cursor));

        Assert.Equal("a2 a3", Ids(Assert.Single(await ReceiveAsync())));
    }

    [Fact]
    public async Task One_who_has_much_does_not_keep_the_others_from_being_read()
    {
        for (var i = 0; i < 2_000; i++)
            _store.Add("ann", $"a{i}");
        _store.Add("ben", "b");

        Assert.Equal("a0 a1 a2", Ids(Assert.Single(await ReceiveAsync())));
        Assert.Equal("b", Ids(Assert.Single(await ReceiveAsync())));
        Assert.InRange(_deliveries.Positions.Count, 1, _options.MaxOnTheWay);
    }

    [Fact]
    public async Task What_was_delivered_and_still_waits_comes_again_after_a_rest()
    {
        _store.Add("ann", "a");
        var first = Assert.Single(await ReceiveAsync());
        var cursor = _cache.GetCacheCursor(first.StreamId, first.SequenceToken);
        Assert.True(Next(cursor));
        Assert.False(Next(cursor));
        _wakeUp.TellToRead();

        var receiving = ReceiveAsync();
        Assert.False(receiving.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal("a", Ids(Assert.Single(await receiving)));
    }

    [Fact]
    public async Task What_was_not_acknowledged_is_looked_for_soon_though_nobody_tells_of_it()
    {
        await DeliverAsync("a");

        // Long before the next check: it looks, and what it finds rests.
        await LookAsync();
        var receiving = ReceiveAsync();
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal("a", Ids(Assert.Single(await receiving)));
    }

    [Fact]
    public async Task What_was_acknowledged_is_looked_for_once()
    {
        await DeliverAsync("a");
        _store.Acknowledge("a");
        await LookAsync();
        var reads = _store.Reads;

        var receiving = ReceiveAsync();
        _time.Advance(_options.CheckInterval - TimeSpan.FromSeconds(1));

        Assert.False(receiving.IsCompleted);
        Assert.Equal(reads, _store.Reads);
    }

    [Fact]
    public async Task What_failed_goes_alone()
    {
        _store.Add("ann", "a", tries: 1);
        _store.Add("ann", "b", tries: 1);

        Assert.Equal("a", Ids(Assert.Single(await ReceiveAsync())));
    }

    [Fact]
    public async Task What_was_never_answered_for_comes_again()
    {
        _store.Add("ann", "a");
        await ReceiveAsync();

        _time.Advance(_options.AnswerTimeout + TimeSpan.FromSeconds(1));
        var receiving = ReceiveAsync();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("a", Ids(Assert.Single(await receiving)));
    }

    [Fact]
    public async Task A_store_that_is_unavailable_is_asked_again_after_a_pause()
    {
        _store.Add("ann", "a");
        _store.IsAway = true;
        var receiving = ReceiveAsync();
        Assert.False(receiving.IsCompleted);
        _store.IsAway = false;
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal("a", Ids(Assert.Single(await receiving)));
    }

    private static string Ids(IBatchContainer batch) => string.Join(' ', batch.GetEvents<KeptNotification>().Select(item => item.Item1.Flag.Id));

#pragma warning disable CS0618 // What replaces it ends here as well.
    private static bool Next(IQueueCacheCursor cursor) => cursor.MoveNext();
#pragma warning restore CS0618

    private async Task DeliverAsync(string id)
    {
        // The first check is over.
        var receiving = ReceiveAsync();
        _store.Add("ann", id);
        _wakeUp.TellToRead();
        var batch = Assert.Single(await receiving);
        var cursor = _cache.GetCacheCursor(batch.StreamId, batch.SequenceToken);
        Assert.True(Next(cursor));
        Assert.False(Next(cursor));
    }

    private async Task LookAsync()
    {
        var reads = _store.Reads;
        var receiving = ReceiveAsync();
        Assert.Equal(reads, _store.Reads);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Empty(await receiving);
        Assert.Equal(reads + 1, _store.Reads);
    }

    private Task<IList<IBatchContainer>> ReceiveAsync() => _receiver.GetQueueMessagesAsync(-1, TestContext.Current.CancellationToken);

    /// <summary>A queue in memory.</summary>
    private sealed class WaitingRows : IKeptQueue
    {
        private readonly List<QueuedNotification> _rows = [];
        private long _position;

        public int Reads { get; private set; }

        public bool IsAway { get; set; }

        public void Add(string user, string id, int tries = 0) => _rows.Add(new QueuedNotification(++_position, "default", user, id, tries, new KeptNotification
        {
            Flag = new Flag { Id = id, Rule = "r", Title = "t", Time = DateTimeOffset.UnixEpoch },
            Subject = new Subject("jira", "issue", "A-1"),
            Reasons = [],
            Source = "jira",
        }));

        public void Acknowledge(string id) => _rows.RemoveAll(row => row.Id == id);

        public Task<IReadOnlyList<QueuedNotification>> ReadAsync(KeptSlots slots, DateTimeOffset now, KeptExceptions except, int limit)
        {
            Reads++;
            return IsAway
                ? throw new StoreUnavailableException("Away.")
                : Task.FromResult<IReadOnlyList<QueuedNotification>>([.. _rows.Where(row =>
                    !except.Positions.Contains(row.Position) && !except.Users.Contains(UserKey.Of(row.Site, row.User))).Take(limit)]);
        }

        public Task<KeptBacklog> ReadBacklogAsync(KeptSlots slots, DateTimeOffset now) =>
            IsAway ? throw new StoreUnavailableException("Away.") : Task.FromResult(new KeptBacklog(_rows.Count, null));

        public Task<IReadOnlyList<QueuedNotification>> ReadOfUserAsync(string site, string user, long after, int limit) =>
            throw new NotSupportedException();

        public Task EnqueueAsync(KeptEntry entry) => throw new NotSupportedException();

        public Task<IReadOnlyList<QueuedNotification>> FailAsync(IReadOnlyCollection<long> positions, int maxTries, DateTimeOffset nextTry) =>
            throw new NotSupportedException();

        public Task<bool> RequeueAsync(string site, string user, string id) => throw new NotSupportedException();

        public Task<IReadOnlyCollection<Subject>> FindSnoozedAsync(string site, IReadOnlyCollection<Subject> subjects) =>
            throw new NotSupportedException();

        public Task WakeAsync(string site, Subject subject, IReadOnlyCollection<string> words) => throw new NotSupportedException();
    }
}
