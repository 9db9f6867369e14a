using System.Globalization;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Clusters;

/// <summary>
/// Packets between processes that are thrown away, while each still reaches everybody else. They are told apart by the group of the
/// process that sends them, for which this needs root.
/// </summary>
internal sealed class Partition : IAsyncDisposable
{
    private readonly List<string[]> _rules = [];

    private Partition()
    {
    }

    /// <summary>Cuts a member of a cluster off from others, in both directions.</summary>
    public static async Task<Partition> BetweenAsync(ProductProcess one, IEnumerable<ProductProcess> others)
    {
        var partition = new Partition();
        foreach (var other in others)
        {
            await partition.DropAsync(one.Group, other.MemberPort);
            await partition.DropAsync(other.Group, one.MemberPort);
        }

        return partition;
    }

    /// <summary>Cuts a process off from a database: nothing that it says arrives, so that it is answered nothing.</summary>
    public static async Task<Partition> BetweenAsync(ProductProcess one, PostgresServer database)
    {
        var partition = new Partition();
        await partition.DropAsync(one.Group, database.Port);
        return partition;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var rule in _rules)
            await Tool.OutputOfAsync("iptables", ["-D", .. rule]);
    }

    private async Task DropAsync(int group, int port)
    {
        string[] rule =
        [
            "OUTPUT", "-o", "lo", "-p", "tcp", "-m", "owner", "--gid-owner", group.ToString(CultureInfo.InvariantCulture),
            "--dport", port.ToString(CultureInfo.InvariantCulture), "-j", "DROP",
        ];
        await Tool.OutputOfAsync("iptables", ["-A", .. rule]);
        _rules.Add(rule);
    }
}
