using Notifications.Events;
using Notifications.Rules.Deciding;
using Notifications.Rules.Storing;
using Notifications.Rules.Trials;
using Notifications.Subjects;
using Notifications.Users.Identities;

namespace Notifications.Commands;

/// <summary>A trial in this process, over the product's files, which are only read.</summary>
internal sealed class LocalTrial(string draft, string site, string? rules, string? database)
{
    private const string Rules = "rules";

    public async Task<TrialOutcome> RunAsync(TrialOrder order, ProgressLine progress, CancellationToken cancellationToken)
    {
        if (!SiteName.IsValid(site))
            throw new CommandException($"'{site}' is not the name of a site.");
        using var product = ProductDatabase.Find(database);
        try
        {
            var stored = new StoredProduct(product.Database);
            var files = RuleFiles.Read([rules ?? Rules]);
            var inForce = await stored.InForceAsync(files);
            if (files.Errors.Count > 0)
                throw new CommandException(string.Join(Environment.NewLine, files.Errors), CommandLine.Faulty);
            var (plan, refusal) = TrialPlan.Of(order, site, inForce, TimeProvider.System.GetUtcNow(), draft);
            if (plan is null)
                throw Refuse(refusal!);
            var run = new TrialRun(stored.Past, plan, Decider.Alone(await stored.IdentitiesAsync()), TimeProvider.System);
            return await RunAsync(run, plan, progress, cancellationToken);
        }
        catch (Exception e) when (e is EventLogUnavailableException or RuleStoreUnavailableException or IdentityStoreUnavailableException)
        {
            throw new CommandException($"{product.Name}: {e.Message}", CommandLine.Faulty);
        }
    }

    private static async Task<TrialOutcome> RunAsync(
        TrialRun run, TrialPlan plan, ProgressLine progress, CancellationToken cancellationToken)
    {
        var work = Task.Run(() => run.RunAsync(cancellationToken), CancellationToken.None);
        var isWhole = true;
        try
        {
            await WatchAsync(run, work, progress);
            await work;
        }
        catch (OperationCanceledException)
        {
            isWhole = false;
        }

        var report = run.Report();
        return new TrialOutcome(report with { Notes = [.. report.Notes, .. UnknownHere.Of(plan)] }, isWhole);
    }

    private static CommandException Refuse(TrialRefusal refusal) => refusal.Errors.Count == 0
        ? new CommandException(refusal.Problem)
        : new CommandException(string.Join(Environment.NewLine, refusal.Errors), CommandLine.Faulty);

    private static async Task WatchAsync(TrialRun run, Task work, ProgressLine progress)
    {
        using var pause = new PeriodicTimer(ProgressLine.Period);
        while (await Task.WhenAny(work, pause.WaitForNextTickAsync().AsTask()) != work)
            progress.Say(run.Progress.Done, run.Progress.Total, run.Progress.SoFar);
    }
}
