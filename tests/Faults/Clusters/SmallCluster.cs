namespace Notifications.Tests.Faults.Clusters;

/// <summary>A cluster and a load that a test has time for.</summary>
internal static class SmallCluster
{
    private static readonly ClusterRunOptions Options =
        new(Silos: 2, Gateways: 2, Sessions: 40, Rate: 10, Senders: 2, Seed: 5, Evidence: null) { Quiet = TimeSpan.FromSeconds(4) };

    /// <summary>Breaks parts of it, one after the other.</summary>
    public static Task<ClusterReport> BreakAsync(params IReadOnlyList<ClusterFault> faults) => ClusterRun.RunAsync(faults, Options);

    /// <summary>Begins with an older build, and replaces it.</summary>
    public static Task<ClusterReport> UpgradeAsync(OlderBuild from) => ClusterRun.RunAsync([ClusterFault.Upgrade], Options with { From = from.Build });
}
