using Notifications.Tests.Faults.Clusters;

namespace Notifications.Tests.Faults;

/// <summary>What <c>cluster</c> does to a larger one.</summary>
public sealed class ClusterFaultTests(ITestOutputHelper output)
{
    // Less than for as long as a silo is frozen.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(13);

    [Fact]
    public async Task Nothing_is_lost_told_twice_or_out_of_order_whatever_part_of_a_cluster_is_gone()
    {
        var report = await SmallCluster.BreakAsync(
            ClusterFault.SiloKilled, ClusterFault.GatewayKilled, ClusterFault.SiloFrozen(15), ClusterFault.DatabaseRestarted, ClusterFault.SessionsCut);

        output.WriteLine(report.Text);
        Assert.True(report.IsFine, report.Text);
        Assert.All(report.Effects, effect => Assert.True(effect.LongestSilence < Silence, report.Text));
    }
}
