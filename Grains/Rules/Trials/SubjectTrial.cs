using Notifications.Events;
using Notifications.Rules.Deciding;
using Notifications.Rules.Recording;

namespace Notifications.Rules.Trials;

/// <summary>Decides the events of one subject by the rules of both sides, each with a memory of its own.</summary>
internal sealed class SubjectTrial(TrialPlan plan, Decider decider, TrialTally tally)
{
    private readonly SubjectDecider _inForce = new(decider);
    private readonly SubjectDecider _draft = new(decider);

    /// <summary>Lets both sides remember an event of before the range.</summary>
    public void Remember(LoggedEvent logged)
    {
        if (OwnEvents.IsOwn(logged.Event))
            return;
        // Not only for the history: what a rule has shown or withheld counts for what it does next.
        _inForce.Decide(plan.InForce, logged);
        _draft.Decide(plan.Draft, logged);
    }

    /// <summary>Decides the subject's next event of the range.</summary>
    public void Decide(LoggedEvent logged)
    {
        if (OwnEvents.IsOwn(logged.Event))
        {
            tally.AddOwn();
            return;
        }

        var inForce = _inForce.Decide(plan.InForce, logged);
        var draft = _draft.Decide(plan.Draft, logged);
        // An event that is not counted is still part of what later ones are decided by.
        if (!plan.Counts(logged.Event))
            return;
        tally.AddEvent();
        tally.Compare(logged, inForce, draft);
    }
}
