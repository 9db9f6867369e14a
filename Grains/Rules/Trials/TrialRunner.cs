using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Events;
using Notifications.Rules.Deciding;

namespace Notifications.Rules.Trials;

/// <summary>Runs the trials of one silo on the thread pool: few at once, and of each site a bounded number that waits.</summary>
internal sealed partial class TrialRunner(
    IPastEvents past, IServiceProvider services, TimeProvider time, ILogger<TrialRunner> logger) : IDisposable
{
    // What a filter says of events that are long over is the report's matter, not the log's.
    private readonly Decider _decider = ActivatorUtilities.CreateInstance<Decider>(services, NullLogger<Decider>.Instance);
    private readonly ILogger<TrialRunner> _logger = logger;
    private readonly SemaphoreSlim _slots = new(TrialLimits.AtOnce);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _waiting = new(StringComparer.Ordinal);

    /// <summary>Starts a trial, now or when its turn comes; <see langword="null"/> where too many of its site wait.</summary>
    public RunningTrial? TryStart(TrialPlan plan)
    {
        var run = new TrialRun(past, plan, _decider, time) { Rest = TrialLimits.Rest };
        var isOn = _slots.Wait(0);
        if (!isOn && !TryQueue(plan.Range.Site))
            return null;
        return new RunningTrial(run, time, token => Task.Run(() => RunAsync(run, plan.Range.Site, isOn, token), CancellationToken.None));
    }

    public void Dispose() => _slots.Dispose();

    private async Task<TrialReport> RunAsync(TrialRun run, string site, bool isOn, CancellationToken cancellationToken)
    {
        if (!isOn)
        {
            try
            {
                await _slots.WaitAsync(cancellationToken);
            }
            finally
            {
                LeaveQueue(site);
            }
        }

        try
        {
            return await run.RunAsync(cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or EventLogUnavailableException))
        {
            LogFailed(site, e);
            throw;
        }
        finally
        {
            _slots.Release();
        }
    }

    private bool TryQueue(string site)
    {
        lock (_gate)
        {
            var waiting = _waiting.GetValueOrDefault(site);
            if (waiting >= TrialLimits.Waiting)
                return false;
            _waiting[site] = waiting + 1;
            return true;
        }
    }

    private void LeaveQueue(string site)
    {
        lock (_gate)
        {
            if (--_waiting[site] == 0)
                _waiting.Remove(site);
        }
    }

    [LoggerMessage(LogLevel.Error, "A trial of site {Site} failed.")]
    private partial void LogFailed(string site, Exception exception);
}
