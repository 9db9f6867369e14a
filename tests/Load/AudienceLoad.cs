using Notifications.Tests.Load.Stores;
using Notifications.Tests.Product;

namespace Notifications.Tests.Load;

/// <summary>Very many sessions of one subject on several gateways: how long some that come at once wait, and how long a flag takes to all.</summary>
internal static class AudienceLoad
{
    private const int Gateways = 3;
    private const int Burst = 1_000;
    private const int Flags = 20;

    public static async Task RunAsync()
    {
        Console.WriteLine($"One subject on {Gateways} gateways and 1 silo; {Burst} sessions come within a second, then {Flags} flags, one after the other.");
        Console.WriteLine();
        Console.WriteLine("| sessions | subscribed after p50 / p99 / max ms | first session shown after ms | last p50 / max ms | CPU per delivery µs | resident per session kB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        await using var cluster = await ProductCluster.StartNewAsync(silos: 1, Gateways);
        var before = cluster.Processes.Sum(process => process.ResidentBytes);
        await using var audience = new Audience(cluster.Gateways, "CROWD-1");
        foreach (var sessions in (int[])[1_000, 2_000, 5_000, 10_000])
        {
            await audience.OpenAsync(sessions - Burst - audience.Count);
            var waits = await audience.OpenWithinAsync(Burst, TimeSpan.FromSeconds(1));
            var resident = (cluster.Processes.Sum(process => process.ResidentBytes) - before) / sessions;
            var (first, last) = (new double[Flags], new double[Flags]);
            await audience.ShowAsync();
            var processor = ProcessorTime(cluster);
            for (var i = 0; i < Flags; i++)
            {
                var shown = await audience.ShowAsync();
                (first[i], last[i]) = (shown[0].TotalMilliseconds, shown[^1].TotalMilliseconds);
            }

            processor = ProcessorTime(cluster) - processor;
            double[] waited = [.. waits.Select(wait => wait.TotalMilliseconds)];
            Console.WriteLine(
                $"| {sessions} | {Delays.Text(waited)} / {waited.Max():0.0} | {Delays.Percentile(first, 0.5):0.0} | {Delays.Percentile(last, 0.5):0.0} / {last.Max():0.0} | {processor.TotalMicroseconds / (Flags * sessions):0.0} | {resident / 1024.0:0} |");
        }
    }

    private static TimeSpan ProcessorTime(ProductCluster cluster) =>
        cluster.Processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.ProcessorTime);
}
