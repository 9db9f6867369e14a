namespace Notifications.Live;

/// <summary>
/// The gateways that a grain has to tell, each until it leaves, the membership says that it is gone, or it does not renew its lease.
/// </summary>
internal sealed class WatchingGateways(WatchingServices services)
{
    private readonly Dictionary<SiloAddress, Lease> _leases = [];

    /// <summary>Hears of each gateway that is not told any more.</summary>
    public Action<SiloAddress> Left { get; init; } = static _ => { };

    /// <summary>The silo on which the grain is.</summary>
    public SiloAddress Silo => services.Silo.SiloAddress;

    /// <summary>Those that are told.</summary>
    public IReadOnlyCollection<SiloAddress> Silos => _leases.Keys;

    /// <summary>Begins or renews a gateway's lease; not where the gateway is gone already.</summary>
    public void Renew(AnnouncedGateway gateway)
    {
        if (_leases.ContainsKey(gateway.Silo) || services.Registry.TryAdd(gateway.Silo, this))
            _leases[gateway.Silo] = new Lease(gateway.Observer, services.Time.GetUtcNow() + LiveLease.Duration);
    }

    /// <summary>Ends a gateway's lease.</summary>
    public void Remove(AnnouncedGateway gateway) => End(gateway.Silo);

    /// <summary>Ends the lease of a gateway that is gone, as the registry knows.</summary>
    public void Forget(SiloAddress gateway)
    {
        if (_leases.Remove(gateway))
            Left(gateway);
    }

    /// <summary>Sends one message to each gateway. The sending is one way, so this waits for nobody.</summary>
    /// <param name="send">Makes the one-way call, whose task has ended when it returns.</param>
    /// <param name="unreachable">Hears of a gateway that could not be called; it is forgotten.</param>
    public void Tell(Func<ILiveGateway, Task> send, Action<Exception> unreachable) => Tell((_, gateway) => send(gateway), unreachable);

    /// <summary>Sends one message to each gateway, of which <paramref name="send"/> is told too who it is.</summary>
    public void Tell(Func<SiloAddress, ILiveGateway, Task> send, Action<Exception> unreachable)
    {
        var now = services.Time.GetUtcNow();
        List<SiloAddress>? gone = null;
        foreach (var (silo, lease) in _leases)
        {
            try
            {
                if (lease.Until < now)
                    (gone ??= []).Add(silo);
                else if (send(silo, lease.Observer) is { IsFaulted: true, Exception: { } failure })
                    throw failure;
            }
            catch (Exception e)
            {
                (gone ??= []).Add(silo);
                unreachable(e);
            }
        }

        foreach (var silo in gone ?? [])
            End(silo);
    }

    /// <summary>Sends each gateway a last message and ends all leases, because the grain's activation ends.</summary>
    public void TellLast(Func<ILiveGateway, Task> send, Action<Exception> unreachable)
    {
        Tell(send, unreachable);
        foreach (var silo in _leases.Keys.ToArray())
            End(silo);
    }

    private void End(SiloAddress gateway)
    {
        if (!_leases.Remove(gateway))
            return;
        services.Registry.Remove(gateway, this);
        Left(gateway);
    }

    private readonly record struct Lease(ILiveGateway Observer, DateTimeOffset Until);
}

/// <summary>What the gateways of a grain are kept with.</summary>
internal sealed record WatchingServices(GatewayRegistry Registry, ILocalSiloDetails Silo, TimeProvider Time);
