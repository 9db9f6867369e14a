namespace Notifications.Live;

/// <summary>
/// Which grains of this silo tell which gateway, so that when a gateway is gone those that told it forget it at once, each in its own
/// turn, and no other grain is asked.
/// </summary>
internal sealed class GatewayRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, Dictionary<WatchingGateways, TaskScheduler>> _watched = [];
    private IReadOnlySet<SiloAddress> _dead = new HashSet<SiloAddress>();

    /// <summary>How many grains tell a gateway.</summary>
    public int CountOf(SiloAddress gateway)
    {
        lock (_lock)
            return _watched.TryGetValue(gateway, out var grains) ? grains.Count : 0;
    }

    /// <summary>Notes that a grain, in whose turn this is called, tells a gateway; <see langword="false"/> where that is gone already.</summary>
    public bool TryAdd(SiloAddress gateway, WatchingGateways grain)
    {
        lock (_lock)
        {
            // An announcement may have been on its way when its sender died.
            if (_dead.Contains(gateway))
                return false;
            if (!_watched.TryGetValue(gateway, out var grains))
                _watched.Add(gateway, grains = []);
            grains[grain] = TaskScheduler.Current;
            return true;
        }
    }

    /// <summary>Notes that a grain tells a gateway no more.</summary>
    public void Remove(SiloAddress gateway, WatchingGateways grain)
    {
        lock (_lock)
        {
            if (_watched.TryGetValue(gateway, out var grains) && grains.Remove(grain) && grains.Count == 0)
                _watched.Remove(gateway);
        }
    }

    /// <summary>Takes what the membership says: who is dead, and who has just gone from it.</summary>
    public void Take(IReadOnlySet<SiloAddress> dead, IEnumerable<SiloAddress> vanished)
    {
        var told = new List<(SiloAddress Gateway, WatchingGateways Grain, TaskScheduler Turn)>();
        lock (_lock)
        {
            _dead = dead;
            foreach (var gateway in dead.Concat(vanished))
            {
                if (_watched.Remove(gateway, out var grains))
                    told.AddRange(grains.Select(entry => (gateway, entry.Key, entry.Value)));
            }
        }

        foreach (var (gateway, grain, turn) in told)
            _ = Task.Factory.StartNew(() => grain.Forget(gateway), CancellationToken.None, TaskCreationOptions.None, turn);
    }
}
