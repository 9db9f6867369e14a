using System.Net;
using Notifications.Tests.Faults.Plans;
using Notifications.Tests.Faults.Running;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Clusters;

/// <summary>Silos and gateways, with a load balancer before the gateways.</summary>
internal sealed class ClusterUnderFault : IAsyncDisposable
{
    // Of the balancer, which takes two descriptors for each.
    private const int MaxConnections = 9_000;

    private ClusterUnderFault(ProductCluster processes, LoadBalancer balancer) => (Processes, Balancer) = (processes, balancer);

    public ProductCluster Processes { get; }

    public LoadBalancer Balancer { get; }

    public Entry Entry => new(Balancer.Address, Balancer.Http, Processes.Gateways[0].KeyFile);

    public static async Task<ClusterUnderFault> StartAsync(int silos, int gateways, ProductBuild build)
    {
        var processes = await ProductCluster.StartNewAsync(silos, gateways, Settings(), FaultRules.Yaml, process => process.Build = build);
        var balancer = new LoadBalancer(processes.GatewayPort, MaxConnections)
        {
            Gateways = [.. processes.Gateways.Select(gateway => IPAddress.Parse(gateway.Address.Host))],
        };
        try
        {
            await balancer.StartAsync();
            return new ClusterUnderFault(processes, balancer);
        }
        catch
        {
            await balancer.DisposeAsync();
            await processes.DisposeAsync();
            throw;
        }
    }

    /// <summary>The silo with the most grains: that which has been there for the longest time.</summary>
    public SiloProcess Silo => Processes.Silos.MinBy(silo => silo.Launched)!;

    /// <summary>The gateway that has been there for the longest time.</summary>
    public GatewayProcess Gateway => Processes.Gateways.MinBy(gateway => gateway.Launched)!;

    public async ValueTask DisposeAsync()
    {
        await Balancer.DisposeAsync();
        await Processes.DisposeAsync();
    }

    private static Dictionary<string, string> Settings() => new()
    {
        // What is bounded for a person's browser is not what is tested here.
        ["Hub__MaxCallsAtOnce"] = "1000",
        ["Hub__CallsPerSecond"] = "1000",
        ["Hub__DrainNotice"] = "00:00:02",
        ["Hub__Drain"] = "00:00:05",
        ["Kept__AwayAfter"] = "00:00:02",
        // Of the evidence.
        ["Logging__Console__FormatterName"] = "simple",
        ["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ",
    };
}
