using System.Text.Json;
using Microsoft.Extensions.Logging;
using Notifications.Events;
using Notifications.Live;
using Notifications.Rules.Filtering;
using Notifications.Rules.History;
using Notifications.Rules.Indexing;
using Notifications.Rules.Notifying;

namespace Notifications.Rules.Deciding;

/// <summary>Says of an event what each rule makes of it: the same event and rules give the same decisions.</summary>
internal sealed partial class Decider(Addressing addressing, ILogger<Decider> logger)
{
    private readonly ILogger<Decider> _logger = logger;

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
            return [.. asked.Select(rule => Decide(rule, @event, facts, history, values))];
        }
        catch (JsonException problem)
        {
            LogDataUnreadable(@event.Source, @event.Id, problem.Message);
            var error = new DecisionProblem("data", "The event's data is not JSON.", 1, 1);
            return [.. candidates.All.Select(rule => Outcome(rule, @event, DecisionOutcome.FilterFailed) with { FilterError = error })];
        }
    }

    private Decision Decide(Rule rule, Event @event, in EventFacts facts, SubjectHistory history, EventValues values)
    {
        if (!ImpliedTypes.IsFor(rule, @event, facts.Data, history))
            return Outcome(rule, @event, DecisionOutcome.NotMatched, value: false, unmet: "events");
        if (rule.Filter.IgnoreSelf && @event.SelfGenerated)
            return Outcome(rule, @event, DecisionOutcome.IgnoredSelf);
        if (rule.Filter.Unmet(facts) is { } unmet)
            return Outcome(rule, @event, DecisionOutcome.NotMatched, value: false, unmet: unmet);
        if (rule.Filter.Expression is not { } filter)
            return Notify(rule, @event, facts.Data, history, values, Outcome(rule, @event, DecisionOutcome.Matched));

        var (value, error, steps) = rule.Filter.Evaluate(filter, facts, values.Variables, values.Now);
        if (error is null)
        {
            return value.IsTrue
                ? Notify(rule, @event, facts.Data, history, values, Outcome(rule, @event, DecisionOutcome.Matched, true, steps))
                : Outcome(rule, @event, DecisionOutcome.NotMatched, false, steps);
        }

        if (rule.Filter.OnError is OnFilterError.IgnoreAndLog or OnFilterError.ReceiveAndLog)
            LogFilterFailed(rule.Key, @event.Source, @event.Id, error.Line, error.Column, error.Message);
        var receives = rule.Filter.OnError is OnFilterError.Receive or OnFilterError.ReceiveAndLog;
        var failed = Outcome(rule, @event, receives ? DecisionOutcome.Matched : DecisionOutcome.FilterFailed, steps: steps) with
        {
            FilterError = new DecisionProblem("filter", error.Message, error.Line, error.Column),
        };
        return receives ? Notify(rule, @event, facts.Data, history, values, failed) : failed;
    }

    private Decision Notify(Rule rule, Event @event, JsonElement data, SubjectHistory history, EventValues values, Decision matched)
    {
        if (rule.Notice is not { } notice)
            return matched;

        var audience = addressing.Find(notice.To, @event, data, history, values);
        foreach (var problem in audience.Problems)
            LogRecipientsIncomplete(rule.Key, @event.Source, @event.Id, problem);
        var kept = notice.Keep ? audience.Chosen : [];
        var isShown = notice.Show && (notice.To.Viewers || audience.Chosen.Count > 0);
        var decision = matched with { Chosen = audience.Chosen, LeftOut = audience.LeftOut, Kept = kept, Problems = audience.Problems };
        if (!isShown && kept.Count == 0)
            return decision;

        var rendering = new NoticeRendering(values);
        var flag = rendering.Render(rule, notice, @event);
        var dedupeKey = rendering.Key("dedupeKey", notice.DedupeKey);
        if (dedupeKey is not null)
            flag = flag with { Id = NotificationId.OfKey(@event, rule.Key, dedupeKey) };
        var holdBack = HoldBackOf(notice, rendering);
        foreach (var problem in rendering.Problems)
            LogRenderingFailed(rule.Key, @event.Source, @event.Id, problem);
        return decision with
        {
            Notification = flag,
            Live = !isShown ? null : new AddressedFlag
            {
                Flag = flag,
                EveryViewer = notice.To.Viewers,
                Users = [.. audience.Chosen.Select(recipient => recipient.User)],
                ExceptUser = notice.To is { Viewers: true, IncludeActor: false } ? audience.Actor : null,
            },
            DedupeKey = dedupeKey,
            HoldBack = holdBack,
            Problems = [.. audience.Problems, .. rendering.Problems],
        };
    }

    // Where a key can't be made, the notification goes out.
    private static HoldBack? HoldBackOf(Notice notice, NoticeRendering rendering)
    {
        var throttle = rendering.Key("throttle.key", notice.Throttle?.Key) is { } throttled
            ? new ThrottleBy(throttled, notice.Throttle!.Limit, notice.Throttle.Period)
            : null;
        var digest = rendering.Key("digest.key", notice.Digest?.Key) is { } together
            ? new DigestBy(together, notice.Digest!.Window)
            : null;
        return throttle is null && digest is null ? null : new HoldBack(throttle, digest);
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
