using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Rules.Deciding;
using Notifications.Rules.Recording;
using Notifications.Subjects;

namespace Notifications.Rules.Backend;

/// <summary>One try of a call: asks, appends what is told to the subject's events, and notes how it went.</summary>
internal sealed partial class BackendTry(
    IGrainFactory grains, NoticeDecider notices, IBackendCalls calls, BackendMetrics metrics,
    IOptions<BackendOptions> options, TimeProvider time, ILogger<BackendTry> logger)
{
    private const int MaxError = 1_000;

    private readonly ILogger<BackendTry> _logger = logger;

    public async Task MakeAsync(BackendLane lane, ClaimedCall claimed, CancellationToken cancellationToken)
    {
        var (call, attempt) = claimed;
        var began = time.GetTimestamp();
        BackendProgress progress;
        try
        {
            if (attempt > RetrySchedule.MaxTries)
                throw new BackendFailedException("The process ended during the last try.");
            await RecordAsync(call, await lane.AskAsync(claimed, cancellationToken));
            progress = BackendProgress.Done(attempt);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The silo stops: whoever is next makes this try again.
            await calls.SaveAsync(call.Id, new BackendProgress(BackendCallState.Pending, attempt - 1, time.GetUtcNow(), null), time.GetUtcNow());
            return;
        }
        catch (Exception failure)
        {
            progress = RetrySchedule.After(failure, Math.Min(attempt, RetrySchedule.MaxTries), options.Value.Calls.RetryDelay, time.GetUtcNow());
            progress = progress with { LastError = progress.LastError![..Math.Min(progress.LastError!.Length, MaxError)] };
            if (progress.NextTry is { } next)
                LogTryFailed(call.Target, call.Rule, call.Event.Id, call.Event.Source, attempt, progress.LastError, next);
            else
                LogGivenUp(call.Target, call.Rule, call.Event.Id, call.Event.Source, attempt, progress.LastError);
        }

        metrics.Tried(call.Target, progress.State, time.GetElapsedTime(began));
        await calls.SaveAsync(call.Id, progress, time.GetUtcNow());
    }

    private async Task RecordAsync(BackendCall call, BackendVerdict verdict)
    {
        var told = new List<RecordedNotification>();
        if (verdict.SendsNotify && call.Proposal is { } proposal)
            told.Add(proposal);
        told.AddRange(notices.DecideAnswer(call, verdict.Notices));
        if (told.Count == 0)
            return;
        var recorded = new RecordedNotifications
        {
            Rule = call.Rule,
            RuleVersion = call.RuleVersion,
            Causes = [call.Event.Id],
            Notifications = told,
        };
        var (site, subject) = (call.Event.Site, call.Event.Subject);
        await grains.GetEventGrain(site, subject).Accept(recorded.ToEvent(site, subject, $"backend:{call.Id}", time.GetUtcNow()));
    }

    [LoggerMessage(LogLevel.Warning, "{Target} failed for rule {Rule} and event {EventId} of {Source} in try {Attempt}: {Problem} The next try is at {Next:O}.")]
    private partial void LogTryFailed(string target, string rule, string eventId, string source, int attempt, string problem, DateTimeOffset next);

    [LoggerMessage(LogLevel.Error, "{Target} was given up for rule {Rule} and event {EventId} of {Source} after try {Attempt}: {Problem}")]
    private partial void LogGivenUp(string target, string rule, string eventId, string source, int attempt, string problem);
}
