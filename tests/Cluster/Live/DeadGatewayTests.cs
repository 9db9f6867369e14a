using Microsoft.Extensions.DependencyInjection;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Notifications.Users;

namespace Notifications.Tests.Cluster.Live;

/// <summary>What grains do when a member of the cluster dies that is a gateway.</summary>
public sealed class DeadGatewayTests
{
    [Fact]
    public async Task Grains_forget_a_gateway_as_soon_as_the_membership_says_that_it_is_dead()
    {
        await using var silos = await PostgresSilos.StartAsync(silos: 3, new() { ["Kept:Delivery:Queues"] = "3" });
        var grains = silos.Cluster.Client;
        var dying = silos.Cluster.Silos[2];
        var (dead, alive) = (TestGateway.Of(grains, dying.SiloAddress), TestGateway.Of(grains));
        var subject = await OnAnotherAsync(dying.SiloAddress, dead, alive);
        var user = grains.GetGrain<IUserContextGrain>(UserKey.Of(SiteName.Default, "anna"));
        await user.Attach(dead.Reference);
        await subject.Report(dead.Reference, Report("anna"));
        await subject.Report(alive.Reference, Report("ben"));
        Assert.Equal(2, (await alive.NextPresenceAsync()).Count);

        await silos.KillAsync(dying);

        var presence = await alive.NextPresenceAsync();
        Assert.Equal("ben", Assert.Single(presence.Viewers).User);
        Assert.All(silos.Silos, silo => Assert.Equal(0, silo.GetRequiredService<GatewayRegistry>().CountOf(dying.SiloAddress)));
        await subject.Watch(dead.Reference, after: null);
        Assert.All(silos.Silos, silo => Assert.Equal(0, silo.GetRequiredService<GatewayRegistry>().CountOf(dying.SiloAddress)));

        async Task<IEventGrain> OnAnotherAsync(SiloAddress silo, params TestGateway[] gateways)
        {
            for (var i = 0; ; i++)
            {
                var grain = grains.GetEventGrain(SiteName.Default, AnEvent.Issue($"DEAD-{i}"));
                if (silo.Equals((await grain.Replay(after: null)).Silo))
                    continue;
                foreach (var gateway in gateways)
                    await grain.Watch(gateway.Reference, after: null);
                return grain;
            }
        }
    }

    private static PresenceReport Report(string user) => new()
    {
        Version = 1, Wants = true, Present = [new SubjectViewer(user, DateTimeOffset.UnixEpoch, Hidden: false)],
    };
}
