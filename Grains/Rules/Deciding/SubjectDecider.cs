using Notifications.Events;
using Notifications.Live;
using Notifications.Rules.Backend;
using Notifications.Rules.History;
using Notifications.Rules.Recording;

namespace Notifications.Rules.Deciding;

/// <summary>
/// Decides the events of one subject in their order, and remembers between them what rules may depend on. It does nothing but
/// remember: the event grain acts on what it says, and a trial of the past only counts it.
/// </summary>
internal sealed class SubjectDecider(Decider decider)
{
    private readonly SubjectHistory _history = new();
    private readonly NewestState _newest = new();

    /// <summary>Called with the event and the rule where a rule's flag is not shown because the view shows something newer.</summary>
    public Action<Event, string>? Overtaken { get; init; }

    /// <summary>Remembers an event that came before those that are decided.</summary>
    public void Remember(Event @event)
    {
        if (!OwnEvents.IsOwn(@event))
            _history.Add(@event);
    }

    /// <summary>Decides the subject's next event.</summary>
    public SubjectOutcome Decide(RuleSet rules, LoggedEvent logged)
    {
        var @event = logged.Event;
        if (OwnEvents.IsOwn(@event))
            return Recorded(@event);
        var decisions = decider.Decide(rules, @event, _history);
        _history.Add(@event);
        return new SubjectOutcome(decisions, [.. decisions.Select(decision => Shown(@event, decision)).OfType<AddressedFlag>()],
            [.. decisions.SelectMany(decision => decision.Kept, (decision, recipient) => new KeptFlag(recipient, decision.Notification!))])
        {
            Calls = [.. decisions.Where(decision => decision.Backend is not null).Select(decision => BackendCall.Of(@event, decision, decision.Backend!))],
        };
    }

    private AddressedFlag? Shown(Event @event, Decision decision)
    {
        if (decision.Live is null || !_newest.IsOvertaken(@event, decision.Rule))
            return decision.Live;
        Overtaken?.Invoke(@event, decision.Rule);
        return null;
    }

    private static SubjectOutcome Recorded(Event @event)
    {
        var recorded = RecordedNotifications.Of(@event).Notifications;
        return new SubjectOutcome(
            [],
            [.. recorded.Where(one => one.EveryViewer || one.Shown.Count > 0).Select(one => new AddressedFlag
            {
                Flag = one.Flag,
                EveryViewer = one.EveryViewer,
                ExceptUser = one.ExceptUser,
                Users = one.Shown,
            })],
            [.. recorded.SelectMany(one => one.Kept, (one, recipient) => new KeptFlag(recipient, one.Flag))]);
    }
}
