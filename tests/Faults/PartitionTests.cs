using Notifications.Tests.Faults.Clusters;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults;

/// <summary>Parts of a cluster that don't reach each other, while both reach the others.</summary>
public sealed class PartitionTests(ITestOutputHelper output)
{
    // Less than for as long as a gateway is cut off.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(14);

    [Fact]
    public async Task Nothing_is_lost_told_twice_or_out_of_order_whoever_does_not_reach_whom()
    {
        Assert.SkipUnless(PostgresTools.IsRoot, "To throw packets away needs root.");

        // The gateway suspects both silos meanwhile. That is forgotten when these suspect each other, or both would be declared dead.
        var report = await SmallCluster.BreakAsync(
            ClusterFault.GatewayCutOff(16), ClusterFault.SiloCutOff(12), ClusterFault.SiloCutOffFromDatabase(5));

        output.WriteLine(report.Text);
        Assert.True(report.IsFine, report.Text);
        Assert.All(report.Effects, effect => Assert.True(effect.LongestSilence < Silence, report.Text));
    }
}
