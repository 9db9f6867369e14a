using Notifications.Tests.Faults.Clusters;

namespace Notifications.Tests.Faults;

/// <summary>A few faults of what <c>cluster</c> does to a larger one.</summary>
public sealed class ClusterFaultTests(ITestOutputHelper output)
{
    private static readonly string[] Names = ["silo killed", "gateway killed", "silo stopped", "gateway stopped"];

    [Fact]
    public async Task Nothing_is_lost_told_twice_or_out_of_order_whatever_part_of_a_cluster_is_gone()
    {
        var faults = Names.Select(name => ClusterFault.All.Single(fault => fault.Name == name)).ToList();

        var report = await ClusterRun.RunAsync(
            faults,
            new ClusterRunOptions(Silos: 2, Gateways: 2, Sessions: 40, Rate: 10, Senders: 2, Seed: 5, Evidence: null) { Quiet = TimeSpan.FromSeconds(4) });

        output.WriteLine(report.Text);
        Assert.True(report.IsFine, report.Text);
        foreach (var effect in report.Effects.Where(effect => effect.Fault is "silo stopped" or "gateway stopped"))
            Assert.True(effect.FailedHooks.Count == 0, report.Text);
        foreach (var effect in report.Effects)
            Assert.True(effect.LongestSilence < TimeSpan.FromSeconds(15), report.Text);
    }
}
