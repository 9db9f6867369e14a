using Notifications.Tests.Faults.Running;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Clusters;

/// <summary>Something that breaks a part of a cluster, and mends it.</summary>
/// <param name="Name">What an operator would call it.</param>
/// <param name="RunAsync">Breaks it, and ends when it is mended.</param>
internal sealed record ClusterFault(string Name, Func<ClusterUnderFault, Task> RunAsync)
{
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<ClusterFault> All { get; } =
    [
        new("silo killed", cluster => KillAsync(cluster.Silo)),
        new("gateway killed", cluster => KillAsync(cluster.Gateway)),
        new("silo stopped", cluster => StopAsync(cluster.Silo)),
        new("gateway stopped", cluster => StopAsync(cluster.Gateway)),
        new("silo frozen for 20 s", cluster => FreezeAsync(cluster.Silo, TimeSpan.FromSeconds(20))),
        new("silo frozen for 70 s", cluster => FreezeAsync(cluster.Silo, TimeSpan.FromSeconds(70))),
        new("PostgreSQL restarted", cluster => RestartDatabaseAsync(cluster)),
        new("all sessions cut", cluster => CutAsync(cluster)),
        new("gateway cut off from the silos for 20 s", cluster => PartitionAsync(
            cluster.Gateway, gateway => Partition.BetweenAsync(gateway, cluster.Processes.Silos))),
        new("silo cut off from the other silos for 20 s", cluster => PartitionAsync(
            cluster.Silo, silo => Partition.BetweenAsync(silo, cluster.Processes.Silos.Where(other => other != silo)))),
        new("silo cut off from PostgreSQL for 20 s", cluster => PartitionAsync(
            cluster.Silo, silo => Partition.BetweenAsync(silo, cluster.Processes.Database))),
        new("everything restarted, one after the other", cluster => RollAsync(cluster)),
    ];

    /// <summary>Replaces an older build by the one that the tests were built with, process by process, and lets both work side by side for a while.</summary>
    public static ClusterFault Upgrade { get; } = new("older build replaced, one after the other", cluster => UpgradeAsync(cluster));

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

    private static async Task PartitionAsync(ProductProcess process, Func<ProductProcess, Task<Partition>> cutOffAsync)
    {
        await using (await cutOffAsync(process))
            await Pause.ForAsync(TimeSpan.FromSeconds(20));
        await StartIfItEndsAsync(process);
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
