namespace Notifications.Live;

/// <summary>The gateways that a grain has to tell, each for as long as it renews its lease.</summary>
internal sealed class WatchingGateways(TimeProvider time)
{
    private readonly Dictionary<ILiveGateway, DateTimeOffset> _leases = [];

    /// <summary>Begins or renews a gateway's lease.</summary>
    public void Renew(ILiveGateway gateway) => _leases[gateway] = time.GetUtcNow() + LiveLease.Duration;

    /// <summary>Ends a gateway's lease.</summary>
    public void Remove(ILiveGateway gateway) => _leases.Remove(gateway);

    /// <summary>Sends one message to each gateway. The sending is one way, so this waits for nobody.</summary>
    /// <param name="send">Makes the one-way call, whose task has ended when it returns.</param>
    /// <param name="unreachable">Hears of a gateway that could not be called; it is forgotten.</param>
    public void Tell(Func<ILiveGateway, Task> send, Action<Exception> unreachable)
    {
        var now = time.GetUtcNow();
        List<ILiveGateway>? gone = null;
        foreach (var (gateway, until) in _leases)
        {
            try
            {
                if (until < now)
                    (gone ??= []).Add(gateway);
                else if (send(gateway) is { IsFaulted: true, Exception: { } failure })
                    throw failure;
            }
            catch (Exception e)
            {
                (gone ??= []).Add(gateway);
                unreachable(e);
            }
        }

        foreach (var gateway in gone ?? [])
            _leases.Remove(gateway);
    }
}
