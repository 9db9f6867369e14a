using Notifications.Tests.Faults.Running;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Clusters;

/// <summary>Something that breaks a part of a cluster, and mends it.</summary>
/// <param name="Name">What an operator would call it.</param>
/// <param name="RunAsync">Breaks it, and ends when it is mended.</param>
internal sealed record ClusterFault(string Name, Func<ClusterUnderFault, Task> RunAsync)
{
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(5);

    public static ClusterFault SiloKilled { get; } = new("silo killed", cluster => KillAsync(cluster.Silo));

    public static ClusterFault GatewayKilled { get; } = new("gateway killed", cluster => KillAsync(cluster.Gateway));

    public static ClusterFault SiloStopped { get; } = new("silo stopped", cluster => StopAsync(cluster.Silo));

    public static ClusterFault GatewayStopped { get; } = new("gateway stopped", cluster => StopAsync(cluster.Gateway));

    public static ClusterFault DatabaseRestarted { get; } = new("PostgreSQL restarted", RestartDatabaseAsync);

    public static ClusterFault SessionsCut { get; } = new("all sessions cut", CutAsync);

    public static ClusterFault EverythingRestarted { get; } = new("everything restarted, one after the other", RollAsync);

    /// <summary>What the command breaks, by its numbers.</summary>
    public static IReadOnlyList<ClusterFault> All { get; } =
    [
        SiloKilled, GatewayKilled, SiloStopped, GatewayStopped, SiloFrozen(20), SiloFrozen(70), DatabaseRestarted, SessionsCut,
        GatewayCutOff(20), SiloCutOff(20), SiloCutOffFromDatabase(20), EverythingRestarted,
    ];

    /// <summary>Replaces an older build by the one that the tests were built with, process by process, and lets both work side by side for a while.</summary>
    public static ClusterFault Upgrade { get; } = new("older build replaced, one after the other", UpgradeAsync);

    public static ClusterFault SiloFrozen(int seconds) =>
        new($"silo frozen for {seconds} s", cluster => FreezeAsync(cluster.Silo, TimeSpan.FromSeconds(seconds)));

    public static ClusterFault GatewayCutOff(int seconds) => new($"gateway cut off from the silos for {seconds} s", async cluster =>
    {
        var gateway = cluster.Gateway;
        await using (await Partition.BetweenAsync(gateway, cluster.Processes.Silos))
            await Pause.ForAsync(TimeSpan.FromSeconds(seconds));
        await StartIfItEndsAsync(gateway);
    });

    public static ClusterFault SiloCutOff(int seconds) => new($"silo cut off from the other silos for {seconds} s", async cluster =>
    {
        var silo = cluster.Silo;
        await using (await Partition.BetweenAsync(silo, cluster.Processes.Silos.Where(other => other != silo)))
            await Pause.ForAsync(TimeSpan.FromSeconds(seconds));
        await StartIfItEndsAsync(silo);
    });

    public static ClusterFault SiloCutOffFromDatabase(int seconds) => new($"silo cut off from PostgreSQL for {seconds} s", async cluster =>
    {
        await using (await Partition.BetweenAsync(cluster.Silo, cluster.Processes.Database))
            await Pause.ForAsync(TimeSpan.FromSeconds(seconds));
    });

    private static async Task KillAsync(ProductProcess process)
    {
        await process.KillAsync();
        await Pause.ForAsync(Gone);
        await process.StartAsync();
    }

    private static async Task StopAsync(ProductProcess process)
    {
        await process.StopAsync();
        await process.StartAsync();
    }

    private static async Task FreezeAsync(ProductProcess process, TimeSpan time)
    {
        await process.SignalAsync("STOP");
        await Pause.ForAsync(time);
        await process.SignalAsync("CONT");
        await StartIfItEndsAsync(process);
    }

    private static async Task RestartDatabaseAsync(ClusterUnderFault cluster)
    {
        await cluster.Processes.Database.StopAsync();
        await Pause.ForAsync(TimeSpan.FromSeconds(2));
        await cluster.Processes.Database.StartAsync();
    }

    private static async Task CutAsync(ClusterUnderFault cluster)
    {
        await cluster.Balancer.KillAsync();
        await cluster.Balancer.StartAsync();
    }

    private static async Task RollAsync(ClusterUnderFault cluster)
    {
        foreach (var process in cluster.Processes.Processes)
            await StopAsync(process);
    }

    private static async Task UpgradeAsync(ClusterUnderFault cluster)
    {
        foreach (var process in cluster.Processes.Processes)
        {
            process.Build = ProductBuild.Current;
            await StopAsync(process);
            await Pause.ForAsync(Gone);
        }
    }

    // Who was declared dead ends as soon as it hears of it; its service manager starts it again.
    private static async Task StartIfItEndsAsync(ProductProcess process)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var look = 0; look < 100 && await looks.WaitForNextTickAsync(); look++)
        {
            if (process.IsRunning)
                continue;
            await process.StartAsync();
            return;
        }

        await process.WaitUntilReadyAsync();
    }
}
