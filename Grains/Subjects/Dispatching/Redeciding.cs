using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Rules.Deciding;
using Notifications.Rules.History;
using Notifications.Rules.Holding;
using Notifications.Users;
using Notifications.Users.Erasing;

namespace Notifications.Subjects.Dispatching;

/// <summary>
/// Decides one event of the log once more, beside the grain's own deciding: that has gone on, and what it holds back is accounted
/// for. So nothing is held back here, and nothing is shown live.
/// </summary>
internal sealed class Redeciding(
    IEventLog log, RuleBook rules, Decider decider, KeptLane kept, KeptNotifications keeping, ErasedPersons erased, BackendQueue backend,
    TimeProvider time)
{
    // Shorter than a call of a grain may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>What became of it.</summary>
    public async Task<SentAgain> DecideAsync(string site, Subject subject, long sequence)
    {
        try
        {
            if (await log.ReadAsync(site, subject, [sequence]) is not [var logged])
                return new SentAgain(SendingOutcome.Impossible, "The event is not in the event log any more.");
            var outcome = await DecideAsync(site, subject, logged);
            var people = keeping.Of(logged, outcome).Where(one => !erased.IsErased(site, one.User));
            using var patience = new CancellationTokenSource(Patience, time);
            await Task.WhenAll(
                kept.SendAsync(site, [.. people], patience.Token),
                backend.HandAsync(outcome.Calls)).WaitAsync(patience.Token);
            return new SentAgain(SendingOutcome.Sent);
        }
        catch (OperationCanceledException)
        {
            return new SentAgain(SendingOutcome.Failed, "What follows from the event could not be written in time.");
        }
        catch (Exception e)
        {
            return new SentAgain(SendingOutcome.Failed, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private async Task<SubjectOutcome> DecideAsync(string site, Subject subject, LoggedEvent logged)
    {
        var alone = new SubjectDecider(decider);
        alone.Holding.Restore(new HoldingState { Sequence = logged.Sequence });
        foreach (var earlier in await log.ReadBeforeAsync(site, subject, logged.Sequence, SubjectHistory.Capacity, SubjectHistory.MaxBytes))
            alone.Remember(earlier.Event);
        return alone.Decide(rules.Current, logged);
    }
}
