using Notifications.Users;
using Notifications.Users.Kept;

namespace Notifications.Streams.Kept;

/// <summary>
/// One user's rows on the way: some with the agent, or all in line for it. One delivery at a time, and nothing that was read before
/// it ended, keeps their order.
/// </summary>
internal sealed class UserLine(StreamId stream, string site, string user)
{
    private readonly Queue<QueuedNotification> _behind = new();

    /// <summary>The user's stream.</summary>
    public StreamId Stream => stream;

    /// <summary>The user's key.</summary>
    public string Key { get; } = UserKey.Of(site, user);

    /// <summary>What the agent has.</summary>
    public Delivery? OnTheWay { get; set; }

    /// <summary>How many deliveries in a row were not acknowledged.</summary>
    public int Unacknowledged { get; set; }

    /// <summary>When the next delivery may be.</summary>
    public DateTimeOffset RestsUntil { get; set; }

    /// <summary>Whether it is in line for the agent.</summary>
    public bool IsInLine { get; set; }

    /// <summary>Whether there are rows for another delivery.</summary>
    public bool HasMore => _behind.Count > 0;

    /// <summary>How many rows there are.</summary>
    public int Count => _behind.Count + (OnTheWay?.Rows.Count ?? 0);

    /// <summary>Whether more was found while the agent had a delivery.</summary>
    public bool IsBehind { get; set; }

    /// <summary>Adds a row at the end.</summary>
    public void Add(QueuedNotification row) => _behind.Enqueue(row);

    /// <summary>The rows of the next delivery. What failed goes alone: what is wrong with one row must not fail the others.</summary>
    public IReadOnlyList<QueuedNotification> TakeNext(int most)
    {
        var rows = new List<QueuedNotification> { _behind.Dequeue() };
        while (rows[0].Tries == 0 && rows.Count < most && _behind.TryPeek(out var next) && next.Tries == 0)
            rows.Add(_behind.Dequeue());
        return rows;
    }

    /// <summary>Takes out what no delivery has.</summary>
    public IReadOnlyList<QueuedNotification> TakeRest()
    {
        QueuedNotification[] rest = [.. _behind];
        _behind.Clear();
        return rest;
    }
}
