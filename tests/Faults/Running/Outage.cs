using System.Diagnostics;
using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Faults.Plans;
using Notifications.Tests.Faults.Stores;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>Takes the database away under load, gives it back, and accounts for everything afterwards.</summary>
internal static class Outage
{
    private const int Some = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="breakIt">Takes it away.</param>
    /// <param name="mend">Gives it back.</param>
    public static async Task<OutageReport> RunAsync(FaultStore database, int seed, Func<Task> breakIt, Func<Task> mend)
    {
        var began = Stopwatch.GetTimestamp();
        var journal = new Journal();
        await using var gateway = await GatewayProcess.StartNewAsync(database.Settings, FaultRules.Yaml);
        // Nobody changes an inbox meanwhile: what timed out while the process lives may still be done later.
        await using var crowd = new Crowd(gateway, journal, new FaultPlan(seed), senders: 3, withOwners: false);
        await WaitForAsync(journal, Outcome.Ok, after: 0);
        var connections = crowd.Connections;

        await breakIt();
        var down = journal.Step();
        await WaitForAsync(journal, Outcome.Unavailable, down);
        var up = journal.Step();
        await mend();
        var mended = Stopwatch.GetTimestamp();
        await WaitForAsync(journal, Outcome.Ok, up);
        var caughtUp = Stopwatch.GetElapsedTime(mended);

        await crowd.StopSendingAsync();
        var (violations, inboxes) = await new Settling(gateway, journal, crowd).CheckAsync();
        var report = new RunReport(database.Name, seed, 0, journal, inboxes, crowd.Connections, caughtUp, Stopwatch.GetElapsedTime(began), violations);
        return new OutageReport(report, [.. journal.Attempts.Where(attempt => attempt.Began > down && attempt.Ended < up)], crowd.Connections - connections, gateway.Output);
    }

    private static async Task WaitForAsync(Journal journal, Outcome outcome, long after)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (journal.Attempts.Count(attempt => attempt.Outcome == outcome && attempt.Began > after) < Some)
        {
            if (!await look.WaitForNextTickAsync(timeout.Token))
                return;
        }
    }
}

/// <summary>What became of an outage.</summary>
/// <param name="Meanwhile">The attempts that were made while the database was away.</param>
/// <param name="Reconnected">How many sessions of inboxes connected again.</param>
internal sealed record OutageReport(RunReport Run, IReadOnlyList<Attempt> Meanwhile, int Reconnected, string Output);
