using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Events;
using Notifications.Rules.Deciding;

namespace Notifications.Rules.Trials;

/// <summary>Runs the trials of one silo on the thread pool: few at once, of each site one, and of each site a bounded number that waits.</summary>
internal sealed partial class TrialRunner(
    IPastEvents past, IServiceProvider services, TimeProvider time, ILogger<TrialRunner> logger)
{
    // What a filter says of events that are long over is the report's matter, not the log's.
    private readonly Decider _decider = ActivatorUtilities.CreateInstance<Decider>(services, NullLogger<Decider>.Instance);
    private readonly ILogger<TrialRunner> _logger = logger;
    private readonly TrialSlots _slots = new();

    /// <summary>Starts a trial, now or when its turn comes; <see langword="null"/> where too many of its site wait.</summary>
    public RunningTrial? TryStart(TrialPlan plan)
    {
        var run = new TrialRun(past, plan, _decider, time) { Rest = TrialLimits.Rest };
        return _slots.TryEnter(plan.Range.Site) is { } turn
            ? new RunningTrial(run, time, token => Task.Run(() => RunAsync(run, turn, token), CancellationToken.None))
            : null;
    }

    private async Task<TrialReport> RunAsync(TrialRun run, TrialTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            await turn.Come.WaitAsync(cancellationToken);
            return await run.RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or EventLogUnavailableException))
        {
            LogFailed(turn.Site, e);
            throw;
        }
        finally
        {
            _slots.Leave(turn);
        }
    }

    [LoggerMessage(LogLevel.Error, "A trial of site {Site} failed.")]
    private partial void LogFailed(string site, Exception exception);
}
