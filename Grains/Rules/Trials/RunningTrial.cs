using Notifications.Events;

namespace Notifications.Rules.Trials;

/// <summary>A trial that was started, until its result is forgotten.</summary>
internal sealed class RunningTrial : IDisposable
{
    private readonly TrialRun _run;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<TrialReport> _work;

    /// <param name="run">The trial.</param>
    /// <param name="time">The clock.</param>
    /// <param name="start">Starts the trial, off the caller's thread.</param>
    public RunningTrial(TrialRun run, TimeProvider time, Func<CancellationToken, Task<TrialReport>> start)
    {
        (_run, _time) = (run, time);
        _work = start(_stop.Token);
        Ended = WhenEndedAsync();
    }

    /// <summary>Ends with the trial, in whichever way that ends, with the time at which it did.</summary>
    public Task<DateTimeOffset> Ended { get; }

    /// <summary>Whether the result has been kept for as long as it is.</summary>
    public bool IsOver => Ended is { IsCompletedSuccessfully: true, Result: var ended } && _time.GetUtcNow() - ended >= TrialLimits.Kept;

    public TrialState ToState(string id)
    {
        var progress = _run.Progress;
        var (status, problem) = Status(progress);
        return new TrialState
        {
            Id = id,
            Status = status,
            Done = progress.Done,
            Total = progress.Total,
            SoFar = progress.SoFar,
            Result = status is TrialStatus.Done ? _work.Result : status is TrialStatus.Stopped ? _run.Report() : null,
            Problem = problem,
        };
    }

    public Task StopAsync() => _stop.CancelAsync();

    /// <summary>Waits for the end, at most <see cref="TrialLimits.Patience"/>.</summary>
    public Task WaitAsync(TimeSpan patience) => patience <= TimeSpan.Zero
        ? Task.CompletedTask
        : Task.WhenAny(Ended, Task.Delay(patience < TrialLimits.Patience ? patience : TrialLimits.Patience, _time));

    public void Dispose() => _stop.Dispose();

    private (TrialStatus Status, string? Problem) Status(TrialProgress progress) => _work.Status switch
    {
        TaskStatus.RanToCompletion => (TrialStatus.Done, null),
        TaskStatus.Canceled => (TrialStatus.Stopped, null),
        TaskStatus.Faulted => (TrialStatus.Failed, _work.Exception?.InnerException is EventLogUnavailableException unavailable
            ? unavailable.Message
            : "The trial failed; the log of the silo says why."),
        _ => (progress.HasBegun ? TrialStatus.Running : TrialStatus.Waiting, null),
    };

    private async Task<DateTimeOffset> WhenEndedAsync()
    {
        await _work.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return _time.GetUtcNow();
    }
}
