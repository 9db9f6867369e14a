using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using Notifications.Live;

namespace Notifications.Tests.Unit.Live;

/// <summary>How grains forget gateways.</summary>
public sealed class GatewayRegistryTests
{
    private static readonly SiloAddress One = TestSilos.One;

    private static readonly SiloAddress Two = TestSilos.Two;

    private readonly FakeTimeProvider _time = new();
    private readonly GatewayRegistry _registry = new();
    private readonly List<SiloAddress> _left = [];

    [Fact]
    public async Task A_dead_gateway_is_forgotten_by_those_that_tell_it_and_by_no_other()
    {
        var (both, other) = (Grain(), Grain());
        both.Renew(Gateway(One));
        both.Renew(Gateway(Two));
        other.Renew(Gateway(Two));

        _registry.Take(new HashSet<SiloAddress> { One }, []);

        await UntilAsync(() => Told(both).Count == 1);
        Assert.Equal([Two], Told(both));
        Assert.Equal([Two], Told(other));
        Assert.Equal([One], _left);
        Assert.Equal((0, 2), (_registry.CountOf(One), _registry.CountOf(Two)));
    }

    [Fact]
    public async Task One_that_vanished_from_the_membership_is_forgotten_too()
    {
        var grain = Grain();
        grain.Renew(Gateway(One));

        _registry.Take(new HashSet<SiloAddress>(), [One]);

        await UntilAsync(() => Told(grain).Count == 0);
    }

    [Fact]
    public void An_announcement_of_one_that_is_dead_by_now_is_not_taken()
    {
        _registry.Take(new HashSet<SiloAddress> { One }, []);
        var grain = Grain();

        grain.Renew(Gateway(One));

        Assert.Empty(Told(grain));
        Assert.Equal(0, _registry.CountOf(One));
    }

    [Fact]
    public void Nothing_is_left_of_those_that_leave_or_do_not_renew_nor_of_a_grain_that_ends()
    {
        var (leaving, expiring, ending) = (Grain(), Grain(), Grain());
        foreach (var grain in (WatchingGateways[])[leaving, expiring, ending])
            grain.Renew(Gateway(One));

        leaving.Remove(Gateway(One));
        ending.TellLast(_ => Task.CompletedTask, _ => { });
        _time.Advance(LiveLease.Duration + TimeSpan.FromSeconds(1));

        Assert.Empty(Told(leaving));
        Assert.Empty(Told(expiring));
        Assert.Empty(Told(ending));
        Assert.Equal(0, _registry.CountOf(One));
        Assert.Equal([One, One, One], _left);
    }

    private static AnnouncedGateway Gateway(SiloAddress silo) => new(silo, DispatchProxy.Create<ILiveGateway, TestSilos.Nothing>());

    private static List<SiloAddress> Told(WatchingGateways grain)
    {
        var told = new List<SiloAddress>();
        grain.Tell((silo, _) =>
        {
            told.Add(silo);
            return Task.CompletedTask;
        }, _ => { });
        return told;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!isSo())
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private WatchingGateways Grain() => new(new WatchingServices(_registry, new TestSilo(), _time)) { Left = _left.Add };
}
