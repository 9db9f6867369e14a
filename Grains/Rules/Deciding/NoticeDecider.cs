using System.Text.Json;
using Microsoft.Extensions.Logging;
using Notifications.Events;
using Notifications.Live;
using Notifications.Rules.Backend;
using Notifications.Rules.Expressions;
using Notifications.Rules.Filtering;
using Notifications.Rules.History;
using Notifications.Rules.Notifying;
using Notifications.Rules.Recording;

namespace Notifications.Rules.Deciding;

/// <summary>Says of a notice whom it reaches, how it reads, and by what it may be held back.</summary>
internal sealed partial class NoticeDecider(Addressing addressing, ILogger<NoticeDecider> logger)
{
    private readonly ILogger<NoticeDecider> _logger = logger;

    /// <summary>Completes the decision of a rule that matched.</summary>
    public Decision Decide(
        Rule rule, Event @event, in EventFacts facts, EventPersons persons, EventValues values, Decision matched)
    {
        if (rule.Notice is not { } notice)
            return matched;

        var audience = addressing.Find(notice.To, @event, facts.Data, persons, values);
        foreach (var problem in audience.Problems)
            LogRecipientsIncomplete(rule.Key, @event.Source, @event.Id, problem);
        var kept = notice.Keep != Keeping.Never ? audience.Chosen : [];
        var isShown = notice.Show && (notice.To.Viewers || audience.Chosen.Count > 0);
        var decision = matched with { Chosen = audience.Chosen, LeftOut = audience.LeftOut, Kept = kept, Problems = audience.Problems };
        if (!isShown && kept.Count == 0)
            return decision;

        var rendering = new NoticeRendering(values, new EvaluationBudget());
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
            Places = EventPlaces.Write(EventPlaces.Of(@event.Subject, facts)),
            Live = !isShown ? null : new AddressedFlag
            {
                Flag = flag,
                EveryViewer = notice.To.Viewers,
                Users = [.. audience.Chosen.Select(recipient => recipient.User)],
                Reasons = [.. audience.Chosen.Select(recipient => recipient.Reasons)],
                ExceptUser = notice.To is { Viewers: true, IncludeActor: false } ? audience.Actor : null,
            },
            DedupeKey = dedupeKey,
            HoldBack = holdBack,
            Problems = [.. audience.Problems, .. rendering.Problems],
        };
    }

    /// <summary>Says whom the notifications of an answer reach, and how they read.</summary>
    public IReadOnlyList<RecordedNotification> DecideAnswer(BackendCall call, IReadOnlyList<Notice> notices)
    {
        using var data = JsonDocument.Parse(call.Event.Data);
        var history = new SubjectHistory();
        var facts = EventFacts.Of(data.RootElement);
        var values = EventValues.Of([], call.Event, data.RootElement, history);
        var persons = new EventPersons(call.Event, data.RootElement, history);
        var told = new List<RecordedNotification>();
        foreach (var notice in notices)
        {
            // No key of a rule holds a #: the notifications of an answer have ids of their own.
            var rule = Rule.OfAnswer($"{call.Rule}#{told.Count}", call.RuleVersion, call.Event.Site, notice);
            var decision = Decide(rule, call.Event, facts, persons, values, new Decision
            {
                EventId = call.Event.Id,
                Rule = rule.Key,
                RuleVersion = rule.Version,
                Outcome = DecisionOutcome.Matched,
            });
            if (RecordedNotification.Of(decision) is { } notification)
                told.Add(notification with { Flag = notification.Flag with { Rule = call.Rule } });
        }

        return told;
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
}
