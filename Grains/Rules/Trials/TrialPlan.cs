using System.Collections.Frozen;
using Notifications.Events;
using Notifications.Rules.Loading;
using Notifications.Subjects;

namespace Notifications.Rules.Trials;

/// <summary>A trial that can be run: which events, by which rules on either side.</summary>
/// <param name="Range">The events.</param>
/// <param name="InForce">The rules in force.</param>
/// <param name="Draft">What would be in force with the draft.</param>
/// <param name="Types">Only events of these types are counted; those of all where it is empty.</param>
internal sealed record TrialPlan(PastRange Range, RuleSet InForce, RuleSet Draft, FrozenSet<string> Types)
{
    private const string File = "draft";

    public bool Counts(Event @event) => Types.Count == 0 || Types.Contains(@event.Type);

    /// <summary>Makes a plan of an order, or says why it can't be carried out.</summary>
    public static (TrialPlan? Plan, TrialRefusal? Refusal) Of(
        TrialOrder order, string site, RuleSet inForce, DateTimeOffset now, string file = File)
    {
        if (Time(order.To, now, now) is not { } to || Time(order.From, now, to - TrialLimits.Range) is not { } from)
            return Refuse("'from' and 'to' are times such as 2026-11-23T08:00:00Z, or how long ago, such as 7d, 12h or 30m.");
        if (from >= to)
            return Refuse($"'from' ({from:O}) must be before 'to' ({to:O}).");
        if (order.Subjects.Count > TrialLimits.Choices || order.Types.Count > TrialLimits.Choices)
            return Refuse($"A trial is limited to at most {TrialLimits.Choices} subjects and {TrialLimits.Choices} types. Give fewer, or end a subject with *.");
        if (order.Subjects.FirstOrDefault(subject => !IsSubject(subject)) is { } odd)
            return Refuse($"'{odd}' is not a subject such as jira:issue:ABC-12, or the beginning of some such as jira:issue:ABC-*.");
        if (order.Rules.Length > RuleFile.MaxLength)
            return Refuse($"The draft has more than {RuleFile.MaxLength} characters.");

        var ofSite = inForce.Rules.Where(rule => rule.Site == site).ToArray();
        var draft = DraftRules.Merge(file, order.Rules, order.Only, site, ofSite);
        if (draft.Errors.Count > 0)
            return (null, new TrialRefusal("The draft has errors.", draft.Errors));
        return (new TrialPlan(
            new PastRange(site, from, to, [.. order.Subjects.Distinct(StringComparer.Ordinal)]),
            new RuleSet(ofSite), new RuleSet(draft.Rules), order.Types.ToFrozenSet(StringComparer.Ordinal)), null);
    }

    private static DateTimeOffset? Time(string? text, DateTimeOffset now, DateTimeOffset otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise : PastTime.TryRead(text, now, out var time) ? time : null;

    private static bool IsSubject(string text) => text.EndsWith('*')
        ? text.Length <= Subject.MaxLength && text.IndexOf(':', StringComparison.Ordinal) > 0
        : Subject.TryParse(text, out _);

    private static (TrialPlan?, TrialRefusal?) Refuse(string problem) => (null, new TrialRefusal(problem, []));
}

/// <summary>Why a trial can't be run.</summary>
internal sealed record TrialRefusal(string Problem, IReadOnlyList<RuleFileError> Errors);
