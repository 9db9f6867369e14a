using Notifications.Events;
using Notifications.Rules.Deciding;
using Notifications.Rules.Recording;

namespace Notifications.Rules.Trials;

/// <summary>Decides the events of one subject by the rules of both sides, each with a memory of its own.</summary>
internal sealed class SubjectTrial(TrialPlan plan, Decider decider, TrialTally tally)
{
    private readonly SubjectDecider _inForce = new(decider);
    private readonly SubjectDecider _draft = new(decider);
    private LoggedEvent? _last;

    /// <summary>Lets both sides remember an event of before the range.</summary>
    public void Remember(LoggedEvent logged)
    {
        if (OwnEvents.IsOwn(logged.Event))
            return;
        // Not only for the history: what a rule has shown or withheld counts for what it does next.
        _inForce.EndDue(plan.InForce, plan.Range.Site, logged.Event.Subject, logged.Accepted);
        _draft.EndDue(plan.Draft, plan.Range.Site, logged.Event.Subject, logged.Accepted);
        _inForce.Decide(plan.InForce, logged);
        _draft.Decide(plan.Draft, logged);
        _last = logged;
    }

    /// <summary>Ends what comes before the range: a digest that was due by then is none of its.</summary>
    public void BeginRange()
    {
        if (_last is not { } last)
            return;
        _inForce.EndDue(plan.InForce, plan.Range.Site, last.Event.Subject, plan.Range.From);
        _draft.EndDue(plan.Draft, plan.Range.Site, last.Event.Subject, plan.Range.From);
    }

    /// <summary>Decides the subject's next event of the range.</summary>
    public void Decide(LoggedEvent logged)
    {
        if (OwnEvents.IsOwn(logged.Event))
        {
            tally.AddOwn();
            return;
        }

        TellDue(logged.Accepted);
        _last = logged;
        var inForce = _inForce.Decide(plan.InForce, logged);
        var draft = _draft.Decide(plan.Draft, logged);
        // An event that is not counted is still part of what later ones are decided by.
        if (!plan.Counts(logged.Event))
            return;
        tally.AddEvent();
        tally.Compare(logged, inForce, draft);
    }

    /// <summary>Tells the digests that are due when the range ends.</summary>
    public void End() => TellDue(plan.Range.To);

    // What was held back is told at its time, as an example with the event before that.
    private void TellDue(DateTimeOffset now)
    {
        if (_last is not { } last)
            return;
        var subject = last.Event.Subject;
        tally.Compare(
            last,
            Together(_inForce.EndDue(plan.InForce, plan.Range.Site, subject, now)),
            Together(_draft.EndDue(plan.Draft, plan.Range.Site, subject, now)));
    }

    private static SubjectOutcome Together(IReadOnlyList<SubjectOutcome> digests) => digests.Count == 0
        ? SubjectOutcome.Nothing
        : new SubjectOutcome([], [.. digests.SelectMany(one => one.Live)], [.. digests.SelectMany(one => one.Kept)]);
}
