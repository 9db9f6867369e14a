using Notifications.Live;
using Notifications.Storage.Events;
using Notifications.Subjects;
using Notifications.Tests.Unit.Rules.Deciding;
using Notifications.Tests.Unit.Storage;

namespace Notifications.Tests.Unit.Subjects;

public sealed class SubjectPastTests : IAsyncLifetime
{
    private static readonly LiveOptions TwoInTheRing = new() { RingCapacity = 2 };

    private readonly TestDatabase _database = new();
    private SqlEventLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        _log = new SqlEventLog(_database.Database, _database.Writes, TimeProvider.System);
        await _log.StartAsync(CancellationToken.None);
        for (var sequence = 1; sequence <= 10; sequence++)
            await _log.AppendAsync(SampleEvent.Of(id: $"e{sequence}"), sequence);
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(null, 8)]
    [InlineData(5L, 5)]
    [InlineData(0L, 0)]
    [InlineData(8L, 8)]
    [InlineData(9L, 8)]
    public async Task What_nothing_accounts_for_is_decided_again_and_what_came_before_is_history(long? accountedFor, long before)
    {
        var past = await ReadAsync(accountedFor, TimeSpan.Zero);
        Assert.Equal(before, past.Tail.Before);
        Assert.Equal(Sequences(before + 1, 10), past.Tail.Events.Select(logged => logged.Sequence));
        Assert.Equal(Sequences(1, before), past.History.Select(logged => logged.Sequence));
    }

    [Fact]
    public async Task History_reaches_further_back_than_the_ring()
    {
        var past = await ReadAsync(accountedFor: 10, TimeSpan.FromDays(1));
        Assert.Empty(past.Tail.Events);
        Assert.Equal((10, 10), (past.Tail.Last, past.History.Count));
    }

    [Theory]
    [InlineData(null, 4L, 3)]
    [InlineData(6L, 4L, 3)]
    [InlineData(2L, 4L, 2)]
    [InlineData(10L, 1L, 0)]
    [InlineData(10L, 10L, 8)]
    public async Task What_is_not_dispatched_is_decided_again_with_all_that_came_after(long? accountedFor, long undispatched, long before)
    {
        var past = await ReadAsync(accountedFor, TimeSpan.Zero, undispatched);
        Assert.Equal(Sequences(before + 1, 10), past.Tail.Events.Select(logged => logged.Sequence));
        Assert.Equal(Sequences(1, before), past.History.Select(logged => logged.Sequence));
    }

    private Task<SubjectPast> ReadAsync(long? accountedFor, TimeSpan later, long? undispatched = null) => SubjectPast.ReadAsync(
        _log, "default", SampleEvent.Of().Subject, TwoInTheRing, TimeProvider.System.GetUtcNow() + later, accountedFor, undispatched);

    private static IEnumerable<long> Sequences(long first, long last) => Enumerable.Range((int)first, (int)(last - first + 1)).Select(i => (long)i);
}
