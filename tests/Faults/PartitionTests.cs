using Notifications.Tests.Faults.Clusters;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults;

/// <summary>Parts of a cluster that don't reach each other, while both reach the others.</summary>
public sealed class PartitionTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Nothing_is_lost_told_twice_or_out_of_order_whoever_does_not_reach_whom()
    {
        Assert.SkipUnless(PostgresTools.IsRoot, "To throw packets away needs root.");

        var report = await SmallCluster.BreakAsync(
            ClusterFault.GatewayCutOff(12), ClusterFault.SiloCutOff(5), ClusterFault.SiloCutOffFromDatabase(5));

        output.WriteLine(report.Text);
        Assert.True(report.IsFine, report.Text);
        Assert.All(report.Effects, effect => Assert.True(effect.LongestSilence < Silence, report.Text));
    }
}
