using Notifications.Events;
using Notifications.Live;
using Notifications.Rules.Backend;
using Notifications.Rules.Filtering;
using Notifications.Rules.History;
using Notifications.Rules.Holding;
using Notifications.Rules.Recording;
using Notifications.Subjects;

namespace Notifications.Rules.Deciding;

/// <summary>
/// Decides the events of one subject in their order, and remembers between them what rules may depend on. It does nothing but
/// remember: the event grain acts on what it says, and a trial of the past only counts it.
/// </summary>
internal sealed class SubjectDecider
{
    private readonly Decider _decider;
    private readonly SubjectHistory _history = new();
    private readonly NewestState _newest = new();

    public SubjectDecider(Decider decider)
    {
        _decider = decider;
        Holding = new Withholding { Full = rule => Full?.Invoke(rule), NeededFrom = () => NeededFrom?.Invoke() ?? long.MaxValue };
    }

    /// <summary>What is held back.</summary>
    public Withholding Holding { get; }

    /// <summary>Called with the event and the rule where a rule's flag is not shown because the view shows something newer.</summary>
    public Action<Event, string>? Overtaken { get; init; }

    /// <summary>Called with the rule where a notification is sent because no more can be held back.</summary>
    public Action<string>? Full { get; init; }

    /// <summary>Answers with the oldest event that may have to be decided again.</summary>
    public Func<long>? NeededFrom { get; init; }

    /// <summary>Called with the rule where not all of a digest could be rendered.</summary>
    public Action<string, DecisionProblem>? NotRendered { get; init; }

    /// <summary>Remembers an event that came before those that are decided.</summary>
    public void Remember(Event @event)
    {
        if (!OwnEvents.IsOwn(@event))
            _history.Add(@event);
    }

    /// <summary>Decides the subject's next event.</summary>
    public SubjectOutcome Decide(RuleSet rules, LoggedEvent logged)
    {
        var outcome = OwnEvents.IsOwn(logged.Event) ? Recorded(logged) : Decided(rules, logged);
        Holding.Advance(logged.Sequence);
        return outcome;
    }

    /// <summary>
    /// The digests that are due at a moment, each as the event that tells it. It is told, and its window ended, when that
    /// event is decided as one of the subject's own.
    /// </summary>
    public IReadOnlyList<Event> Due(RuleSet rules, string site, Subject subject, DateTimeOffset now)
    {
        var due = Holding.Due(now);
        if (due.Count == 0)
            return [];
        var events = new List<Event>();
        foreach (var window in due)
        {
            var rendering = new DigestRendering(site, subject, rules, _history);
            events.Add(rendering.ToEvent(window));
            foreach (var problem in rendering.Problems)
                NotRendered?.Invoke(window.Rule, problem);
        }

        return events;
    }

    /// <summary>
    /// Ends the windows that are due at a moment, and says what their digests tell. For trials, in which nothing comes back
    /// from a log.
    /// </summary>
    public IReadOnlyList<SubjectOutcome> EndDue(RuleSet rules, string site, Subject subject, DateTimeOffset now)
    {
        var due = Due(rules, site, subject, now);
        foreach (var digest in due)
            Forget(digest);
        return [.. due.Select(digest => Told(RecordedNotifications.Of(digest), Holding.Sequence))];
    }

    /// <summary>Ends the window of a digest that was told already.</summary>
    public void Forget(Event digest)
    {
        if (RecordedNotifications.Of(digest).Ended is { } ended)
            Holding.End(ended);
    }

    private SubjectOutcome Decided(RuleSet rules, LoggedEvent logged)
    {
        var decisions = new List<Decision>();
        var live = new List<AddressedFlag>();
        var kept = new List<KeptFlag>();
        foreach (var decision in _decider.Decide(rules, logged.Event, _history))
        {
            if (decision.Notification is null)
            {
                decisions.Add(decision);
                continue;
            }

            var stamped = Stamp(decision, logged.Sequence);
            var shown = Shown(logged.Event, stamped);
            var verdict = Holding.Judge(stamped, shown, logged);
            decisions.Add(verdict.Withheld.Count == 0 ? stamped : stamped with { Withheld = verdict.Withheld });
            if (shown is not null)
                live.AddRange(Telling.Live(shown, verdict));
            kept.AddRange(Telling.Kept(stamped, verdict));
        }

        _history.Add(logged.Event);
        return new SubjectOutcome(decisions, live, kept)
        {
            Places = decisions.Find(decision => decision.Notification is not null) is { } told ? EventPlaces.Read(told.Places) : [],
            Calls = [.. decisions.Where(decision => decision.Backend is not null).Select(decision => BackendCall.Of(logged.Event, decision))],
        };
    }

    /// <summary>What takes the place of an earlier notification says by its sequence which is newer.</summary>
    private static Decision Stamp(Decision decision, long sequence)
    {
        if (decision.DedupeKey is null)
            return decision;
        var flag = decision.Notification! with { Revision = sequence };
        return decision with { Notification = flag, Live = decision.Live is null ? null : decision.Live with { Flag = flag } };
    }

    private AddressedFlag? Shown(Event @event, Decision decision)
    {
        if (decision.Live is null || !_newest.IsOvertaken(@event, decision.Rule))
            return decision.Live;
        Overtaken?.Invoke(@event, decision.Rule);
        return null;
    }

    private SubjectOutcome Recorded(LoggedEvent logged)
    {
        var recorded = RecordedNotifications.Of(logged.Event);
        if (recorded.Ended is { } ended && logged.Sequence > Holding.Sequence)
            Holding.End(ended);
        return Told(recorded, logged.Sequence);
    }

    private static SubjectOutcome Told(RecordedNotifications recorded, long sequence)
    {
        var notifications = recorded.Notifications
            .Select(one => one.Updates ? one with { Flag = one.Flag with { Revision = sequence } } : one).ToArray();
        return new SubjectOutcome(
            [],
            [.. notifications.Where(one => one.EveryViewer || one.Shown.Count > 0).Select(one => new AddressedFlag
            {
                Flag = one.Flag,
                EveryViewer = one.EveryViewer,
                ExceptUser = one.ExceptUser,
                ExceptUsers = one.ExceptUsers,
                Users = one.Shown,
                Reasons = one.Reasons,
            })],
            [.. notifications.SelectMany(one => one.Kept, (one, recipient) => new KeptFlag(recipient, one.Flag))])
        {
            Places = EventPlaces.Read(notifications.SelectMany(one => one.Places)),
        };
    }
}
