using Notifications.Subjects;

namespace Notifications.Users.Preferences;

/// <summary>
/// Says what becomes of a notification by a user's preferences. The first that says something counts: the rule is critical, the
/// subject is muted, its project or space is, then a choice for the rule, for a reason, for the source. Then quiet hours take
/// away the flag.
/// </summary>
public static class PreferenceRules
{
    /// <summary>What becomes of a notification, and why.</summary>
    public static EffectivePreference Evaluate(UserPreferences preferences, PreferenceQuestion question, DateTimeOffset now)
    {
        var verdict = Decide(preferences, question, question.Reasons, now);
        return new EffectivePreference(
            verdict.Show, verdict.Keep, verdict.Cause, PreferenceTexts.Explain(verdict, preferences, question, now), verdict.Until);
    }

    /// <summary>The same without words, for reasons beside the question: nothing is allocated.</summary>
    public static PreferenceVerdict Decide(
        UserPreferences preferences, PreferenceQuestion question, IReadOnlyList<string> reasons, DateTimeOffset now)
    {
        if (question.Critical)
            return new PreferenceVerdict(Show: true, Keep: true, PreferenceCause.Critical);
        if (MutedBy(preferences, question, now) is { } muted)
            return muted;

        var show = Chosen(preferences.Choices, question, reasons, static choice => choice.Show);
        var keep = Chosen(preferences.Choices, question, reasons, static choice => choice.Keep);
        var verdict = new PreferenceVerdict(show.Wanted, keep.Wanted, CauseOf(show, keep))
        {
            ShowBy = show.By,
            KeepBy = keep.By,
        };
        return verdict.Show && QuietNow(preferences.Quiet, question, now) is { } quiet
            ? verdict with { Show = false, Cause = PreferenceCause.Quiet, Until = quiet.Until }
            : verdict;
    }

    private static PreferenceVerdict? MutedBy(UserPreferences preferences, PreferenceQuestion question, DateTimeOffset now)
    {
        if (preferences.Mutes.Count == 0)
            return null;
        if (Find(preferences.Mutes, question.Subject, now) is { } subject)
            return new PreferenceVerdict(Show: false, Keep: false, PreferenceCause.MutedSubject) { Mute = subject, Until = subject.Until };
        for (var i = 0; i < question.Places.Count; i++)
        {
            if (Find(preferences.Mutes, question.Places[i], now) is { } place)
                return new PreferenceVerdict(Show: false, Keep: false, PreferenceCause.MutedPlace) { Mute = place, Until = place.Until };
        }

        return null;
    }

    private static Mute? Find(IReadOnlyList<Mute> mutes, in Subject subject, DateTimeOffset now)
    {
        for (var i = 0; i < mutes.Count; i++)
        {
            if (IsWritten(mutes[i].Subject, subject) && !(mutes[i].Until <= now))
                return mutes[i];
        }

        return null;
    }

    private static bool IsWritten(string text, in Subject subject)
    {
        var (source, kind, id) = (subject.Source, subject.Kind, subject.Id);
        return text.Length == source.Length + kind.Length + id.Length + 2
            && text.EndsWith(id, StringComparison.Ordinal)
            && text.StartsWith(source, StringComparison.Ordinal)
            && text[source.Length] == ':' && text[source.Length + kind.Length + 1] == ':'
            && text.AsSpan(source.Length + 1, kind.Length).SequenceEqual(kind);
    }

    private static Choice Chosen(
        IReadOnlyList<PreferenceChoice> choices, PreferenceQuestion question, IReadOnlyList<string> reasons, Func<PreferenceChoice, bool?> says)
    {
        if (choices.Count == 0)
            return Choice.None;
        if (Find(choices, PreferenceScope.Rule, question.Rule, says) is { } rule)
            return new Choice(says(rule) == true, rule);
        if (ByReasons(choices, reasons, says) is { } reason)
            return new Choice(says(reason) == true, reason);
        return Find(choices, PreferenceScope.Source, question.Source, says) is { } source ? new Choice(says(source) == true, source) : Choice.None;
    }

    // One reason that wants it is enough; one of which nothing is said leaves it to the source and the rule.
    private static PreferenceChoice? ByReasons(
        IReadOnlyList<PreferenceChoice> choices, IReadOnlyList<string> reasons, Func<PreferenceChoice, bool?> says)
    {
        PreferenceChoice? refused = null;
        var isOpen = false;
        for (var i = 0; i < reasons.Count; i++)
        {
            if (Find(choices, PreferenceScope.Reason, reasons[i], says) is not { } choice)
                isOpen = true;
            else if (says(choice) == true)
                return choice;
            else
                refused ??= choice;
        }

        return isOpen ? null : refused;
    }

    private static PreferenceChoice? Find(
        IReadOnlyList<PreferenceChoice> choices, PreferenceScope scope, string key, Func<PreferenceChoice, bool?> says)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i].Scope == scope && choices[i].Key == key && says(choices[i]) is not null)
                return choices[i];
        }

        return null;
    }

    private static QuietStretch? QuietNow(QuietHours? quiet, PreferenceQuestion question, DateTimeOffset now) =>
        quiet is not null && !(question.Type >= quiet.Except) && QuietCalendar.Of(quiet).At(now) is { IsQuiet: true } stretch ? stretch : null;

    private static PreferenceCause CauseOf(in Choice show, in Choice keep)
    {
        // Of two choices the one that takes something away is what somebody asks for.
        var by = show.Wanted && !keep.Wanted ? keep.By : show.By ?? keep.By;
        return by?.Scope switch
        {
            PreferenceScope.Rule => PreferenceCause.RuleChoice,
            PreferenceScope.Reason => PreferenceCause.ReasonChoice,
            PreferenceScope.Source => PreferenceCause.SourceChoice,
            _ => PreferenceCause.Rule,
        };
    }

    private readonly record struct Choice(bool Wanted, PreferenceChoice? By)
    {
        public static Choice None { get; } = new(Wanted: true, By: null);
    }
}

/// <summary>What becomes of a notification, and by what.</summary>
/// <param name="Show">Whether a flag is shown now.</param>
/// <param name="Keep">Whether the inbox has it, if the rule wants that.</param>
/// <param name="Cause">What decided.</param>
public readonly record struct PreferenceVerdict(bool Show, bool Keep, PreferenceCause Cause)
{
    /// <summary>When that ends by itself; <see langword="null"/> where it does not.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The mute that decided.</summary>
    public Mute? Mute { get; init; }

    /// <summary>The choice that says whether flags are shown.</summary>
    public PreferenceChoice? ShowBy { get; init; }

    /// <summary>The choice that says whether it is kept.</summary>
    public PreferenceChoice? KeepBy { get; init; }
}
