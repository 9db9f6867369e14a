using System.Globalization;
using Notifications.Events;
using Notifications.Rules.Deciding;

namespace Notifications.Rules.Trials;

/// <summary>Counts what the rules of both sides make of each event, and writes the report.</summary>
internal sealed class TrialTally
{
    private static readonly string[] Notes =
    [
        "Who had a subject open then is not known: flags for viewers are counted as events, not as people.",
        "No service was called: what backends answered at the time, which the log holds as events of its own, is passed over.",
    ];

    private const string AsksBackend =
        "What backend logic would have told is not known: of events for which it would be asked nobody is counted.";

    private readonly TrialPlan _plan;
    private readonly PeopleRoom _room;
    private readonly ComparisonTally _all;
    private readonly SortedDictionary<string, RuleTally> _rules = new(StringComparer.Ordinal);
    private readonly EarliestExamples _new = new(TrialLimits.Examples);
    private readonly EarliestExamples _lost = new(TrialLimits.Examples);
    private long _events;
    private long _own;
    private int _subjects;

    public TrialTally(TrialPlan plan, int maxPeople = TrialLimits.People)
    {
        _plan = plan;
        _room = new PeopleRoom(maxPeople);
        _all = new ComparisonTally(_room);
        foreach (var rule in plan.InForce.Rules)
            RuleOf(rule.Key).InForceVersion = rule.Version;
        foreach (var rule in plan.Draft.Rules)
            RuleOf(rule.Key).DraftVersion = rule.Version;
    }

    /// <summary>What was found until now in all rules together.</summary>
    public TrialComparison All => _all.ToComparison();

    public void AddOwn() => _own++;

    public void AddSubject() => _subjects++;

    public void AddEvent() => _events++;

    /// <summary>Counts what both sides tell at an event.</summary>
    public void Compare(LoggedEvent logged, SubjectOutcome inForce, SubjectOutcome draft)
    {
        var before = Count(isDraft: false, logged, inForce);
        var after = Count(isDraft: true, logged, draft);
        foreach (var (key, told) in after.Where(told => !before.ContainsKey(told.Key)))
        {
            _all.New++;
            RuleOf(key.Rule).Figures.New++;
            _new.Offer(logged, told);
        }

        foreach (var (key, told) in before.Where(told => !after.ContainsKey(told.Key)))
        {
            _all.Lost++;
            RuleOf(key.Rule).Figures.Lost++;
            _lost.Offer(logged, told);
        }
    }

    public TrialReport ToReport(IEnumerable<string> bounds) => new()
    {
        Summary = Summarise(_all.People),
        From = _plan.Range.From,
        To = _plan.Range.To,
        Events = _events,
        Subjects = _subjects,
        OwnEvents = _own,
        All = All,
        Rules = [.. _rules.Select(entry => entry.Value.ToReport(entry.Key))],
        New = _new.InOrder,
        Lost = _lost.InOrder,
        Bounds = _room.IsFull ? [.. bounds, "There were too many people to remember: the figures of people are too low."] : [.. bounds],
        Notes = _all.Draft.AsksBackend + _all.InForce.AsksBackend == 0 ? Notes : [.. Notes, AsksBackend],
    };

    private static string Summarise(PeopleTally people) => string.Create(
        CultureInfo.InvariantCulture, $"{people.Draft} {(people.Draft == 1 ? "person" : "people")}, {people.New} new, {people.Fewer} fewer");

    private Dictionary<(string Rule, string Person), Told> Count(bool isDraft, LoggedEvent logged, SubjectOutcome outcome)
    {
        var all = _all.Of(isDraft);
        foreach (var decision in outcome.Decisions)
            RuleOf(decision.Rule).Count(isDraft, logged, decision);
        if (outcome.Decisions.Any(decision => decision.Outcome == DecisionOutcome.Matched))
            all.Events++;
        if (outcome.Decisions.Any(decision => decision.FilterError is not null))
            all.FilterFailures++;
        if (outcome.Decisions.Any(decision => decision.Backend is not null))
            all.AsksBackend++;
        if (outcome.Live.Any(addressed => addressed.EveryViewer))
            all.ViewerFlags++;
        foreach (var addressed in outcome.Live.Where(addressed => addressed.EveryViewer))
            RuleOf(addressed.Flag.Rule).Figures.Of(isDraft).ViewerFlags++;

        var told = Told.Of(outcome);
        foreach (var (rule, person) in told.Keys)
        {
            var figures = RuleOf(rule).Figures;
            all.Notifications++;
            figures.Of(isDraft).Notifications++;
            _all.People.Add(isDraft, person);
            figures.People.Add(isDraft, person);
        }

        return told;
    }

    private RuleTally RuleOf(string key)
    {
        if (!_rules.TryGetValue(key, out var rule))
            _rules.Add(key, rule = new RuleTally(_room));
        return rule;
    }
}
