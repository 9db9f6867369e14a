using System.Globalization;
using System.Text.Json;
using Notifications.Events;
using Notifications.Live;
using Notifications.Rules.Deciding;
using Notifications.Rules.Expressions;
using Notifications.Rules.Filtering;
using Notifications.Rules.History;
using Notifications.Rules.Notifying;
using Notifications.Rules.Recording;
using Notifications.Rules.Templates;
using Notifications.Subjects;

namespace Notifications.Rules.Holding;

/// <summary>Writes what a window that has ended tells: by the rule in force, or from what was held where that has no digest any more.</summary>
internal sealed class DigestRendering(string site, Subject subject, RuleSet rules, SubjectHistory history)
{
    private static readonly byte[] NoData = "{}"u8.ToArray();

    private readonly List<DecisionProblem> _problems = [];

    /// <summary>What could not be rendered.</summary>
    public IReadOnlyList<DecisionProblem> Problems => _problems;

    /// <summary>The event that tells it; made again, it is the same event.</summary>
    public Event ToEvent(DigestWindow window)
    {
        var rule = rules.Rules.FirstOrDefault(one => one.Site == site && one.Key == window.Rule && one.Notice?.Digest is not null);
        var recorded = new RecordedNotifications
        {
            Rule = window.Rule,
            RuleVersion = rule?.Version ?? window.RuleVersion,
            Causes = [.. window.Held.Select(held => held.EventId)],
            Notifications = [.. DigestGroup.Of(window).Select(group => ToNotification(window, rule, group))],
            Ended = new EndedWindow(window.Rule, window.Key, window.OpenedBy, window.Part, window.Held[^1].Sequence),
        };
        return recorded.ToEvent(site, subject, IdOf(window, ""), window.Ends);
    }

    private RecordedNotification ToNotification(DigestWindow window, Rule? rule, DigestGroup group)
    {
        var newest = group.Held[^1];
        var flag = rule is null ? FromWhatWasHeld(window, group) : ByRule(rule, rule.Notice!, window, group);
        flag = flag with
        {
            Id = newest.UpdatesId ?? IdOf(window, group.Name),
            Type = group.Held.Max(held => held.Type),
            Bold = group.Held.Any(held => held.Bold),
        };
        var (show, keep) = rule is null ? (window.Show, window.Keep) : (rule.Notice!.Show, rule.Notice.Keep != Keeping.Never);
        return new RecordedNotification(
            flag, show && group.EveryViewer, null,
            show ? [.. group.Named.Select(recipient => recipient.User), .. group.Viewing] : [],
            keep ? group.Named : [])
        {
            ExceptUsers = group.ExceptUsers,
            Reasons = show ? [.. group.Named.Select(recipient => recipient.Reasons), .. group.Viewing.Select(_ => (IReadOnlyList<string>)[])] : [],
            Places = EventPlaces.Write(EventPlaces.Of(subject, EventFacts.Of(Data(newest)))),
            Updates = newest.UpdatesId is not null,
        };
    }

    private Flag ByRule(Rule rule, Notice notice, DigestWindow window, DigestGroup group)
    {
        var newest = group.Held[^1];
        var data = Data(newest);
        var values = new EventValues(
            [Value.Of(data), Value.Of(newest.Actor), history.Value, EventChanges.Of(data)], window.Ends);
        var budget = new EvaluationBudget();
        var texts = new NoticeRendering(values with
        {
            Variables = [.. values.Variables, Value.Of(group.Held.Select(ToValue).ToArray()), Value.Of(group.More)],
        }, budget);
        var (title, description) = Texts(texts, notice, notice.Locale, newest.Title);
        var rest = new NoticeRendering(values, budget);
        var flag = rest.Render(rule, WithoutItsTexts(notice), EventOf(newest));
        flag = flag with
        {
            Title = title,
            Description = description,
            Translations = [.. flag.Translations.Select(translation =>
            {
                var (own, more) = Texts(texts, notice, translation.Locale, title, $".{translation.Locale}");
                return translation with { Title = own, Description = more };
            })],
        };
        _problems.AddRange([.. texts.Problems, .. rest.Problems]);
        return flag;
    }

    private static (string Title, string? Description) Texts(
        NoticeRendering texts, Notice notice, string? locale, string otherwise, string suffix = "") => texts.Texts(
        notice.Digest!.Title.For(locale, notice.Locale), notice.Digest.Description?.For(locale, notice.Locale), otherwise, suffix);

    // The texts of its buttons stay, for each locale.
    private static Notice WithoutItsTexts(Notice notice) => notice with
    {
        Title = TextTemplate.Empty,
        Description = null,
        Translations = [.. notice.Translations.Select(text => text with { Title = TextTemplate.Empty, Description = null })],
    };

    private static Flag FromWhatWasHeld(DigestWindow window, DigestGroup group)
    {
        var newest = group.Held[^1];
        var earlier = group.Held.Reverse().Skip(1).Select(held => held.Title);
        var more = group.More == 0 ? [] : new[] { string.Create(CultureInfo.InvariantCulture, $"+{group.More}") };
        var description = group.Held.Count == 1 ? newest.Description : string.Join('\n', [.. earlier, .. more]);
        return new Flag
        {
            Id = "",
            Rule = window.Rule,
            Title = newest.Title,
            Description = description is null ? null : DisplayText.Of(description, DisplayText.Description),
            IsAutoDismiss = window.AutoDismiss,
            Kept = window is { Keep: true, KeepWhenAway: false },
            KeptWhenAway = window.KeepWhenAway,
            Critical = window.Critical,
            Time = newest.Time,
        };
    }

    private static Value ToValue(HeldNotification held) => Value.Of(new Dictionary<string, Value>(StringComparer.Ordinal)
    {
        ["title"] = Value.Of(held.Title),
        ["description"] = held.Description is null ? Value.Null : Value.Of(held.Description),
        ["time"] = Value.Of(held.Time),
        ["actor"] = Value.Of(held.Actor),
        ["event"] = Value.Of(Data(held)),
    });

    private static JsonElement Data(HeldNotification held) => JsonElement.Parse(held.Data ?? NoData);

    private Event EventOf(HeldNotification held) => new()
    {
        Site = site,
        Source = Event.OwnSource,
        Id = held.EventId,
        Type = OwnEvents.Notified,
        Subject = subject,
        Time = held.Time,
        Data = held.Data ?? NoData,
    };

    private string IdOf(DigestWindow window, string group) => NotificationId.Of(
        site, subject.ToString(), "digest", window.Rule, window.Key,
        string.Create(CultureInfo.InvariantCulture, $"{window.OpenedBy}/{window.Part}"), group);
}
