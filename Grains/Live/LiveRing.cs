namespace Notifications.Live;

/// <summary>
/// A subject's newest live flags, for views that return. It is a cache of what the event log and the rules say:
/// an event grain that starts makes it anew.
/// </summary>
internal sealed class LiveRing(string epoch, LiveOptions options, TimeProvider time)
{
    private readonly Queue<Entry> _entries = new();
    private long _sequence;
    private long _floor;

    /// <summary>The sequence of the newest event with flags, or 0.</summary>
    public long NewestWithFlags { get; private set; }

    /// <summary>Where the subject stands.</summary>
    public LivePosition Position => new(epoch, _sequence);

    /// <summary>Says that what came up to a sequence is not in the ring and cannot be replayed.</summary>
    public void ForgetUpTo(long sequence) => _floor = _sequence = NewestWithFlags = sequence;

    /// <summary>Takes the position of an event without flags.</summary>
    public void Advance(long sequence) => _sequence = Math.Max(_sequence, sequence);

    /// <summary>Takes an event's flags, whose sequence is greater than any before.</summary>
    public void Add(LiveFlags flags, DateTimeOffset accepted)
    {
        _entries.Enqueue(new Entry(flags, accepted));
        NewestWithFlags = flags.Position.Sequence;
        Advance(NewestWithFlags);
        Trim();
    }

    /// <summary>What came after a position; nothing where a view opens without one.</summary>
    public LiveReplay Replay(LivePosition? after)
    {
        Trim();
        if (after is null)
            return new LiveReplay { Position = Position, Complete = true, Missed = [] };
        var isKnown = after.Epoch == epoch && after.Sequence <= _sequence;
        return new LiveReplay
        {
            Position = Position,
            Complete = isKnown && after.Sequence >= _floor,
            Missed = [.. _entries.Select(entry => entry.Flags).Where(flags => !isKnown || flags.Position.Sequence > after.Sequence)],
        };
    }

    private void Trim()
    {
        var oldest = time.GetUtcNow() - options.RingWindow;
        while (_entries.TryPeek(out var entry) && (_entries.Count > options.RingCapacity || entry.Accepted < oldest))
            _floor = _entries.Dequeue().Flags.Position.Sequence;
    }

    private readonly record struct Entry(LiveFlags Flags, DateTimeOffset Accepted);
}
