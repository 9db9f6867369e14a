using System.Globalization;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Clusters;

/// <summary>
/// Packets between a gateway and the silos that are thrown away, in both directions, while both still reach the database and everybody
/// else. They are told apart by the group of the process that sends them, for which this needs root.
/// </summary>
internal sealed class Partition : IAsyncDisposable
{
    private readonly List<string[]> _rules = [];

    private Partition()
    {
    }

    public static async Task<Partition> BetweenAsync(ProductProcess gateway, IEnumerable<ProductProcess> silos)
    {
        var partition = new Partition();
        foreach (var silo in silos)
        {
            await partition.DropAsync(gateway.Group, silo.MemberPort);
            await partition.DropAsync(silo.Group, gateway.MemberPort);
        }

        return partition;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var rule in _rules)
            await PostgresTools.RunAsync("iptables", ["-D", .. rule]);
    }

    private async Task DropAsync(int group, int port)
    {
        string[] rule =
        [
            "OUTPUT", "-o", "lo", "-p", "tcp", "-m", "owner", "--gid-owner", group.ToString(CultureInfo.InvariantCulture),
            "--dport", port.ToString(CultureInfo.InvariantCulture), "-j", "DROP",
        ];
        await PostgresTools.RunAsync("iptables", ["-A", .. rule]);
        _rules.Add(rule);
    }
}
