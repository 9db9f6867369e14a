using Microsoft.Extensions.Time.Testing;
using Notifications.Live;
using Notifications.Subjects;

namespace Notifications.Tests.Unit.Live;

public sealed class LiveRingTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Replays_what_came_after_a_position_in_order()
    {
        var ring = Ring(capacity: 10, 1, 2, 4, 7);

        var replay = ring.Replay(new LivePosition("epoch", 2));

        Assert.True(replay.Complete);
        Assert.Equal([4, 7], Sequences(replay));
        Assert.Equal(new LivePosition("epoch", 7), replay.Position);
    }

    [Fact]
    public void A_fresh_view_gets_the_position_and_no_past()
    {
        var replay = Ring(capacity: 10, 1, 2).Replay(after: null);

        Assert.True(replay.Complete);
        Assert.Empty(replay.Missed);
        Assert.Equal(2, replay.Position.Sequence);
    }

    [Theory]
    [InlineData("another", 2)]
    [InlineData("another", 4)]
    [InlineData("epoch", 1)]
    [InlineData("epoch", 99)]
    public void Says_when_it_cannot_tell_and_gives_what_it_has(string epoch, long sequence)
    {
        var replay = Ring(capacity: 2, 1, 2, 3, 4).Replay(new LivePosition(epoch, sequence));

        Assert.False(replay.Complete);
        Assert.Equal([3, 4], Sequences(replay));
    }

    [Fact]
    public void Reaches_back_to_the_last_that_was_dropped()
    {
        var replay = Ring(capacity: 2, 1, 2, 3, 4).Replay(new LivePosition("epoch", 2));

        Assert.True(replay.Complete);
        Assert.Equal([3, 4], Sequences(replay));
    }

    [Fact]
    public void Forgets_what_is_older_than_its_window()
    {
        var ring = Ring(capacity: 10, 1, 2);
        _time.Advance(TimeSpan.FromMinutes(2));
        ring.Add(Flags(3, 2), _time.GetUtcNow());

        Assert.False(ring.Replay(new LivePosition("epoch", 1)).Complete);
        Assert.Equal([3], Sequences(ring.Replay(new LivePosition("epoch", 2))));
    }

    [Fact]
    public void An_event_without_flags_moves_the_position_only()
    {
        var ring = Ring(capacity: 10, 1);
        ring.Advance(5);

        Assert.Equal(5, ring.Position.Sequence);
        Assert.Equal(1, ring.NewestWithFlags);
        Assert.Equal([1], Sequences(ring.Replay(new LivePosition("epoch", 0))));
    }

    [Fact]
    public void What_was_before_a_cut_cannot_be_replayed()
    {
        var ring = Ring(capacity: 10);
        ring.ForgetUpTo(8);
        ring.Add(Flags(9, 8), _time.GetUtcNow());

        Assert.False(ring.Replay(new LivePosition("epoch", 7)).Complete);
        Assert.Equal([9], Sequences(ring.Replay(new LivePosition("epoch", 8))));
    }

    private LiveRing Ring(int capacity, params long[] sequences)
    {
        var ring = new LiveRing("epoch", new LiveOptions { RingCapacity = capacity, RingWindow = TimeSpan.FromMinutes(1) }, _time);
        var previous = 0L;
        foreach (var sequence in sequences)
        {
            ring.Add(Flags(sequence, previous), _time.GetUtcNow());
            previous = sequence;
        }

        return ring;
    }

    private static LiveFlags Flags(long sequence, long previous) => new()
    {
        Site = "default",
        Subject = new Subject("jira", "issue", "A-1"),
        Position = new LivePosition("epoch", sequence),
        Previous = previous,
        Flags = [],
    };

    private static IEnumerable<long> Sequences(LiveReplay replay) => replay.Missed.Select(flags => flags.Position.Sequence);
}
