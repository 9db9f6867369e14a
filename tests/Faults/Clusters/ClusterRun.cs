using System.Diagnostics;
using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Faults.Plans;
using Notifications.Tests.Faults.Running;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Clusters;

/// <summary>Breaks parts of a cluster, one after the other, under load, and accounts for everything afterwards.</summary>
internal static class ClusterRun
{
    private const int SessionsPerSubject = 10;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <param name="faults">What is broken, in this order.</param>
    public static async Task<ClusterReport> RunAsync(IReadOnlyList<ClusterFault> faults, ClusterRunOptions options)
    {
        var began = Stopwatch.GetTimestamp();
        var plan = new FaultPlan(options.Seed);
        var journal = new Journal();
        await using var cluster = await ClusterUnderFault.StartAsync(options.Silos, options.Gateways, options.From ?? ProductBuild.Current);
        await using var crowd = new Crowd(cluster.Entry, journal, plan, options.Senders, withOwners: true);
        await using var pulse = new Pulse(cluster.Entry, options.Sessions, SessionsPerSubject, options.Rate);
        await pulse.StartAsync();
        await Pause.ForAsync(WarmUp);

        var effects = new List<FaultEffect>();
        var wrong = new List<string>();
        foreach (var fault in faults)
        {
            var connections = pulse.Sessions.Sum(session => session.Connections);
            var at = Stopwatch.GetTimestamp();
            await fault.RunAsync(cluster);
            await Pause.ForAsync(options.Quiet);
            wrong.AddRange(await pulse.WrongPresenceAsync());
            wrong.AddRange(await StartThoseThatEndedAsync(cluster, fault));
            effects.Add(FaultEffect.Of(fault.Name, pulse, at, Stopwatch.GetTimestamp(), pulse.Sessions.Sum(session => session.Connections) - connections));
        }

        await pulse.StopSendingAsync();
        await crowd.StopSendingAsync();
        var (violations, inboxes) = await new Settling(cluster.Entry, journal, crowd).CheckAsync();
        var run = new RunReport(
            $"{options.Silos} silos, {options.Gateways} gateways", options.Seed, $"{effects.Count} faults", journal, inboxes, crowd.Connections,
            Stopwatch.GetElapsedTime(began), violations);
        var report = new ClusterReport(run, effects, [.. wrong, .. PulseAccount.Check(pulse)], pulse.Sessions.Count, pulse.Sessions.Sum(session => session.BeganAnew));
        if (options.Evidence is { } folder)
            await WriteEvidenceAsync(folder, report, cluster);
        return report;
    }

    // What a fault ends is started by it. Others go on.
    private static async Task<IReadOnlyList<string>> StartThoseThatEndedAsync(ClusterUnderFault cluster, ClusterFault fault)
    {
        var ended = cluster.Processes.Processes.Where(process => !process.IsRunning).ToList();
        foreach (var process in ended)
            await process.StartAsync();
        return [.. ended.Select(process => $"{process.GetType().Name} at {process.Address} ended by itself after: {fault.Name}.")];
    }

    private static async Task WriteEvidenceAsync(string folder, ClusterReport report, ClusterUnderFault cluster)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.txt"), report.Text);
        await File.WriteAllLinesAsync(Path.Combine(folder, "wrong.txt"), report.Wrong);
        await File.WriteAllLinesAsync(Path.Combine(folder, "violations.txt"), report.Run.Violations.Select(violation => violation.ToString()));
        await File.WriteAllLinesAsync(Path.Combine(folder, "told.txt"), report.Run.Journal.Told.Select(told => told.ToString()!));
        await File.WriteAllLinesAsync(Path.Combine(folder, "attempts.txt"), report.Run.Journal.Attempts.Select(attempt => attempt.ToString()));
        var number = 0;
        foreach (var process in cluster.Processes.Processes)
            await File.WriteAllTextAsync(Path.Combine(folder, $"process-{++number}-{process.GetType().Name}.txt"), process.Output);
    }
}

/// <summary>How a run is made.</summary>
/// <param name="Rate">Hooks of the steady load in a second.</param>
/// <param name="Evidence">A folder for what is known afterwards; <see langword="null"/> for none.</param>
internal sealed record ClusterRunOptions(int Silos, int Gateways, int Sessions, int Rate, int Senders, int Seed, string? Evidence)
{
    /// <summary>What the cluster begins with; what the tests were built with where it is left out.</summary>
    public ProductBuild? From { get; init; }

    /// <summary>How long nothing is broken after each fault.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(15);
}

/// <summary>What a run came to.</summary>
/// <param name="Wrong">What sessions were not shown, or in the wrong order, who was not told who looks, and what ended by itself.</param>
/// <param name="BeganAnew">How often a session was told that nobody knows what it missed.</param>
internal sealed record ClusterReport(RunReport Run, IReadOnlyList<FaultEffect> Effects, IReadOnlyList<string> Wrong, int Sessions, int BeganAnew)
{
    private const int MaxPrinted = 20;

    public bool IsFine => Run.Violations.Count == 0 && Wrong.Count == 0;

    public string Text => string.Join(
        Environment.NewLine,
        [
            "| fault | longest silence s | failed hooks | recovered after s | slowest hook s | presence behind s | sessions that connected again |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            .. Effects.Select(effect => effect.ToString()),
            "",
            Run.Text,
            $"  steady load: {Sessions} sessions, {BeganAnew} times begun anew, {Wrong.Count} flags lost or out of order, presence wrong, or processes ended",
            .. Wrong.Take(MaxPrinted).Select(wrong => $"    {wrong}"),
        ]);
}
