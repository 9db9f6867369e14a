using System.Diagnostics;
using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Faults.Plans;
using Notifications.Tests.Faults.Stores;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>Kills the product again and again under load, and accounts for everything afterwards.</summary>
internal static class KillRun
{
    /// <param name="senders">How many send at the same time.</param>
    /// <param name="evidence">A folder for what is known, where something is wrong; <see langword="null"/> for none.</param>
    public static async Task<RunReport> RunAsync(string store, int kills, int seed, int senders, string? evidence)
    {
        var began = Stopwatch.GetTimestamp();
        var plan = new FaultPlan(seed);
        var journal = new Journal();
        await using var database = await FaultStore.StartAsync(store);
        await using var gateway = await GatewayProcess.StartNewAsync(database.Settings, FaultRules.Yaml);
        await using var crowd = new Crowd(Entry.Of(gateway), journal, plan, senders, withOwners: true);

        var slowest = TimeSpan.Zero;
        foreach (var kill in plan.Kills().Take(kills))
        {
            if (kill.WhileStarting)
            {
                await gateway.KillAsync();
                gateway.Launch();
            }

            await Pause.ForAsync(kill.After);
            await gateway.KillAsync();
            var started = Stopwatch.GetTimestamp();
            await gateway.StartAsync();
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
        }

        await crowd.StopSendingAsync();
        var (violations, inboxes) = await new Settling(Entry.Of(gateway), journal, crowd).CheckAsync();
        var killed = plan.Kills().Take(kills).Sum(kill => kill.WhileStarting ? 2 : 1);
        var report = new RunReport(
            store, seed, $"{killed} kills, longest from start to ready {slowest.TotalSeconds:0.0} s", journal, inboxes, crowd.Connections, Stopwatch.GetElapsedTime(began), violations);
        if (violations.Count > 0 && evidence is not null)
            await Evidence.WriteAsync(evidence, report, gateway, database);
        return report;
    }
}
