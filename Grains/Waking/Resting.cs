using System.Collections.Concurrent;

namespace Notifications.Waking;

/// <summary>Those that were woken in vain: they rest for a while, so that they don't keep the others from being looked up.</summary>
/// <param name="rest">For how long.</param>
/// <param name="most">The most that rest at a time; beyond it none is added.</param>
internal sealed class Resting<T>(TimeSpan rest, int most)
    where T : notnull
{
    private readonly ConcurrentDictionary<T, DateTimeOffset> _until = new();

    /// <summary>How many rest: so many more have to be looked up.</summary>
    public int Count => _until.Count;

    /// <summary>Whether no more can be added.</summary>
    public bool IsFull => _until.Count >= most;

    /// <summary>Ends the rest of those that have rested long enough.</summary>
    public void Release(DateTimeOffset now)
    {
        foreach (var (one, until) in _until)
        {
            if (until <= now)
                _until.TryRemove(one, out _);
        }
    }

    /// <summary>Those that don't rest.</summary>
    public IEnumerable<T> Without(IEnumerable<T> found) => found.Where(one => !_until.ContainsKey(one));

    /// <summary>Lets one rest.</summary>
    public void Add(T one, DateTimeOffset now)
    {
        if (!IsFull)
            _until[one] = now + rest;
    }
}
