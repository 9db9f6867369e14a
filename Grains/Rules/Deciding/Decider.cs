using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Events;
using Notifications.Rules.Backend;
using Notifications.Rules.Filtering;
using Notifications.Rules.History;
using Notifications.Rules.Indexing;
using Notifications.Rules.Recording;
using Notifications.Users.Identities;

namespace Notifications.Rules.Deciding;

/// <summary>Says of an event what each rule makes of it: the same event and rules give the same decisions.</summary>
internal sealed partial class Decider(BackendCatalog backends, NoticeDecider notices, ILogger<Decider> logger)
{
    private readonly ILogger<Decider> _logger = logger;

    /// <summary>Decides without what the configuration of a running product says: groups and backend logic.</summary>
    public static Decider Alone(IdentityDirectory identities)
    {
        var backends = new BackendCatalog([], Options.Create(new BackendOptions()), TimeProvider.System);
        return new Decider(
            backends, new NoticeDecider(Addressing.WithoutGroups(identities), NullLogger<NoticeDecider>.Instance), NullLogger<Decider>.Instance);
    }

    /// <summary>Decides by these rules: one decision for each that is for events of this site, source, type and place.</summary>
    public IReadOnlyList<Decision> Decide(RuleSet rules, Event @event, SubjectHistory history) =>
        Decide(rules.For(@event.Site, @event.Source, @event.Type), @event, history, isIndexed: true);

    /// <summary>The same, with a decision also for the rules that are left out unasked because they are for other projects or spaces.</summary>
    public IReadOnlyList<Decision> Explain(RuleSet rules, Event @event, SubjectHistory history) =>
        Decide(rules.For(@event.Site, @event.Source, @event.Type), @event, history, isIndexed: false);

    private IReadOnlyList<Decision> Decide(RuleCandidates candidates, Event @event, SubjectHistory history, bool isIndexed)
    {
        if (candidates.All.Count == 0)
            return [];

        try
        {
            using var data = JsonDocument.Parse(@event.Data);
            var facts = EventFacts.Of(data.RootElement);
            var asked = isIndexed ? candidates.For(facts) : candidates.All;
            if (asked.Count == 0)
                return [];
            var values = EventValues.Of(asked, @event, data.RootElement, history);
            var persons = new EventPersons(@event, data.RootElement, history);
            return [.. asked.Select(rule => Decide(rule, @event, facts, persons, values))];
        }
        catch (JsonException problem)
        {
            LogDataUnreadable(@event.Source, @event.Id, problem.Message);
            var error = new DecisionProblem("data", "The event's data is not JSON.", 1, 1);
            return [.. candidates.All.Select(rule => Outcome(rule, @event, DecisionOutcome.FilterFailed) with { FilterError = error })];
        }
    }

    private Decision Decide(Rule rule, Event @event, in EventFacts facts, EventPersons persons, EventValues values)
    {
        if (!ImpliedTypes.IsFor(rule, @event, facts.Data, persons))
            return Outcome(rule, @event, DecisionOutcome.NotMatched, value: false, unmet: "events");
        if (rule.Filter.IgnoreSelf && @event.SelfGenerated)
            return Outcome(rule, @event, DecisionOutcome.IgnoredSelf);
        if (rule.Filter.Unmet(facts) is { } unmet)
            return Outcome(rule, @event, DecisionOutcome.NotMatched, value: false, unmet: unmet);
        if (rule.Filter.Expression is not { } filter)
            return Notify(rule, @event, facts, persons, values, Outcome(rule, @event, DecisionOutcome.Matched));

        var (value, error, steps) = rule.Filter.Evaluate(filter, facts, values.Variables, values.Now);
        if (error is null)
        {
            return value.IsTrue
                ? Notify(rule, @event, facts, persons, values, Outcome(rule, @event, DecisionOutcome.Matched, true, steps))
                : Outcome(rule, @event, DecisionOutcome.NotMatched, false, steps);
        }

        if (rule.Filter.OnError is OnFilterError.IgnoreAndLog or OnFilterError.ReceiveAndLog)
            LogFilterFailed(rule.Key, @event.Source, @event.Id, error.Line, error.Column, error.Message);
        var receives = rule.Filter.OnError is OnFilterError.Receive or OnFilterError.ReceiveAndLog;
        var failed = Outcome(rule, @event, receives ? DecisionOutcome.Matched : DecisionOutcome.FilterFailed, steps: steps) with
        {
            FilterError = new DecisionProblem("filter", error.Message, error.Line, error.Column),
        };
        return receives ? Notify(rule, @event, facts, persons, values, failed) : failed;
    }

    private Decision Notify(Rule rule, Event @event, in EventFacts facts, EventPersons persons, EventValues values, Decision matched)
    {
        var told = notices.Decide(rule, @event, facts, persons, values, matched);
        return rule.Backend is { } backend && backends.Has(rule.Site, backend)
            ? told with { Backend = backend, Proposal = RecordedNotification.Of(told), Notification = null, Live = null, Kept = [] }
            : told;
    }

    private static Decision Outcome(
        Rule rule, Event @event, DecisionOutcome outcome, bool? value = null, int steps = 0, string? unmet = null) => new()
    {
        EventId = @event.Id,
        Rule = rule.Key,
        RuleVersion = rule.Version,
        Outcome = outcome,
        FilterValue = value,
        Unmet = unmet,
        Steps = steps,
    };
}
