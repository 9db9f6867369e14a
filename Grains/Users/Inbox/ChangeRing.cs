namespace Notifications.Users.Inbox;

/// <summary>A user's newest changes, for sessions that return. A grain that starts has none.</summary>
internal sealed class ChangeRing(InboxOptions options, TimeProvider time)
{
    private readonly Queue<Entry> _entries = new();
    private long _floor;

    /// <summary>Says that what came up to a sequence is not here.</summary>
    public void ForgetUpTo(long sequence)
    {
        _entries.Clear();
        _floor = sequence;
    }

    /// <summary>Takes changes, whose sequences follow.</summary>
    public void Add(IReadOnlyList<UserChange> changes)
    {
        var now = time.GetUtcNow();
        foreach (var change in changes)
            _entries.Enqueue(new Entry(change, now));
        Trim(now);
    }

    /// <summary>What came after a sequence; <see langword="null"/> where that is not known any more.</summary>
    public IReadOnlyList<UserChange>? After(long sequence)
    {
        Trim(time.GetUtcNow());
        return sequence < _floor ? null : [.. _entries.Select(entry => entry.Change).Where(change => change.Sequence > sequence)];
    }

    private void Trim(DateTimeOffset now)
    {
        while (_entries.TryPeek(out var entry) && (_entries.Count > options.RingCapacity || entry.Told < now - options.RingWindow))
            _floor = _entries.Dequeue().Change.Sequence;
    }

    private readonly record struct Entry(UserChange Change, DateTimeOffset Told);
}
