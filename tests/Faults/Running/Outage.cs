using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Faults.Plans;
using Notifications.Tests.Faults.Stores;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>Takes the database away under load, gives it back, and accounts for everything afterwards.</summary>
internal static class Outage
{
    private const int Some = 20;

    /// <summary>Of attempts that take seconds each.</summary>
    public const int Few = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="breakIt">Takes it away.</param>
    /// <param name="mend">Gives it back.</param>
    /// <param name="meanwhile">How many attempts have to end meanwhile.</param>
    /// <param name="as">How; <see langword="null"/> where some may succeed.</param>
    public static async Task<OutageReport> RunAsync(
        FaultStore database, int seed, Func<Task> breakIt, Func<Task> mend, int meanwhile = Some, Outcome? @as = Outcome.Unavailable)
    {
        var began = Stopwatch.GetTimestamp();
        var journal = new Journal();
        await using var gateway = await GatewayProcess.StartNewAsync(database.Settings, FaultRules.Yaml);
        // Nobody changes an inbox meanwhile: what timed out while the process lives may still be done later.
        await using var crowd = new Crowd(Entry.Of(gateway), journal, new FaultPlan(seed), senders: 3, withOwners: false);
        await WaitForAsync(journal, Outcome.Ok, after: 0, Some);
        await using var bystander = await Bystander.ComeAsync(gateway);
        var connections = crowd.Connections;

        await breakIt();
        var down = journal.Step();
        await bystander.LookAsync();
        await WaitForAsync(journal, @as, down, meanwhile);
        var up = journal.Step();
        await mend();
        var mended = Stopwatch.GetTimestamp();
        await WaitForAsync(journal, Outcome.Ok, up, Some);
        var caughtUp = Stopwatch.GetElapsedTime(mended);
        await bystander.GoOnAsync();

        await crowd.StopSendingAsync();
        var (violations, inboxes) = await new Settling(Entry.Of(gateway), journal, crowd).CheckAsync();
        var report = new RunReport(
            database.Name, seed, $"caught up after {caughtUp.TotalSeconds:0.0} s", journal, inboxes, crowd.Connections, Stopwatch.GetElapsedTime(began), violations);
        return new OutageReport(
            report, [.. journal.Attempts.Where(attempt => attempt.Began > down && attempt.Ended < up)], crowd.Connections - connections,
            await ReadDeadLettersAsync(gateway), gateway.Output);
    }

    private static async Task<string> ReadDeadLettersAsync(GatewayProcess gateway)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/dead-letters?limit=200");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayProcess.ApiSecret);
        using var answer = await gateway.Http.SendAsync(request);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("letters").GetRawText();
    }

    private static async Task WaitForAsync(Journal journal, Outcome? outcome, long after, int some)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (journal.Attempts.Count(attempt => (outcome is null || attempt.Outcome == outcome) && attempt.Began > after) < some)
        {
            if (!await look.WaitForNextTickAsync(timeout.Token))
                return;
        }
    }
}

/// <summary>What became of an outage.</summary>
/// <param name="Meanwhile">The attempts that were made while the database was away.</param>
/// <param name="Reconnected">How many sessions connected again.</param>
/// <param name="DeadLetters">What ended as a dead letter.</param>
internal sealed record OutageReport(RunReport Run, IReadOnlyList<Attempt> Meanwhile, int Reconnected, string DeadLetters, string Output)
{
    /// <summary>What holds after every outage.</summary>
    public void AssertNothingIsWrong(ITestOutputHelper output)
    {
        output.WriteLine($"{Run.Text}\n  meanwhile: {string.Join(", ", Meanwhile.CountBy(attempt => attempt.Outcome).Select(count => $"{count.Value} {count.Key}"))}");
        Assert.True(Run.Violations.Count == 0, Run.Text);
        Assert.DoesNotContain(Run.Journal.Attempts, attempt => attempt.Detail == "503 without Retry-After");
        // A store that is away is nobody's failure.
        Assert.Equal("[]", DeadLetters);
    }
}
