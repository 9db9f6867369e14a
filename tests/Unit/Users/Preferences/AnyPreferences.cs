using CsCheck;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Users.Preferences;

/// <summary>What holds for all preferences and all notifications.</summary>
public sealed class AnyPreferences
{
    private const int Cases = 5_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 21, 30, 0, TimeSpan.Zero);
    private static readonly string[] Names = ["a", "b", "c"];

    [Fact]
    public void MeanWhatTheDocumentationSays() => Gen.Select(Preferences, Question).Sample((preferences, question) =>
    {
        var answer = PreferenceRules.Evaluate(preferences, question, Now);
        var isMuted = preferences.Mutes.Any(mute => (mute.Until is null || mute.Until > Now)
            && (mute.Subject == question.Subject.ToString() || question.Places.Any(place => place.ToString() == mute.Subject)));
        var isQuiet = preferences.Quiet is { } quiet && QuietCalendar.Of(quiet).At(Now).IsQuiet && !(question.Type >= quiet.Except);
        return question.Critical ? answer is { Show: true, Keep: true, Cause: PreferenceCause.Critical }
            : isMuted ? answer is { Show: false, Keep: false, Cause: PreferenceCause.MutedSubject or PreferenceCause.MutedPlace }
            : answer.Show == (Wants(preferences, question, choice => choice.Show) && !isQuiet)
                && answer.Keep == Wants(preferences, question, choice => choice.Keep)
                && answer.Explanation.Length > 0
                && (answer.Cause == PreferenceCause.Quiet) == (isQuiet && Wants(preferences, question, choice => choice.Show));
    }, iter: Cases);

    [Fact]
    public void OneMoreMuteNeverTellsMore() => Gen.Select(Preferences, Question, Mutes).Sample((preferences, question, mute) =>
    {
        var before = PreferenceRules.Evaluate(preferences, question, Now);
        var after = PreferenceRules.Evaluate(preferences with { Mutes = [.. preferences.Mutes, mute] }, question, Now);
        return (before.Show || !after.Show) && (before.Keep || !after.Keep);
    }, iter: Cases);

    [Fact]
    public void OneMoreReasonThatIsWantedNeverTellsLess() => Gen.Select(Preferences, Question).Sample((preferences, question) =>
    {
        var wanted = preferences with { Choices = [.. preferences.Choices, new PreferenceChoice(PreferenceScope.Reason, "wanted", true, true)] };
        var before = PreferenceRules.Evaluate(wanted, question with { Reasons = [.. question.Reasons.Take(1)] }, Now);
        var after = PreferenceRules.Evaluate(wanted, question with { Reasons = [.. question.Reasons.Take(1), "wanted"] }, Now);
        return question.Reasons.Count == 0 || ((after.Show || !before.Show) && (after.Keep || !before.Keep));
    }, iter: Cases);

    // Written the slow way, as the documentation has it.
    private static bool Wants(UserPreferences preferences, PreferenceQuestion question, Func<PreferenceChoice, bool?> says)
    {
        bool? Say(PreferenceScope scope, string key) =>
            preferences.Choices.Where(choice => choice.Scope == scope && choice.Key == key).Select(says).FirstOrDefault(said => said is not null);

        if (Say(PreferenceScope.Rule, question.Rule) is { } rule)
            return rule;
        var reasons = question.Reasons.Select(reason => Say(PreferenceScope.Reason, reason)).ToArray();
        if (reasons.Contains(true))
            return true;
        if (reasons.Length > 0 && reasons.All(said => said == false))
            return false;
        return Say(PreferenceScope.Source, question.Source) ?? true;
    }

    private static readonly Gen<string> Name = Gen.OneOf(Names.Select(Gen.Const).ToArray());

    private static readonly Gen<bool?> Maybe = Gen.Int[0, 2].Select(one => one == 2 ? (bool?)null : one == 1);

    private static readonly Gen<PreferenceChoice> Choice = Gen.Select(Gen.Int[0, 2], Name, Maybe, Maybe)
        .Select((scope, key, show, keep) => new PreferenceChoice((PreferenceScope)scope, key, show, keep));

    private static readonly Gen<Mute> Mutes = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2]).Select((subject, until) => new Mute(
        subject < 3 ? $"jira:issue:{Names[subject]}" : $"jira:project:{Names[subject - 3]}",
        until == 0 ? null : Now.AddHours((2 * until) - 3)));

    private static readonly Gen<QuietHours?> Quiet = Gen.Int[0, 5].Select(one => one > 2 ? null : new QuietHours
    {
        TimeZone = "Europe/Berlin",
        Times = [new QuietTime([DayOfWeek.Monday], new TimeOnly(one == 0 ? 23 : 22, 0), new TimeOnly(7, 0))],
        Except = one == 2 ? FlagType.Warning : null,
    });

    private static readonly Gen<UserPreferences> Preferences = Gen.Select(Choice.Array[0, 6], Mutes.Array[0, 2], Quiet)
        .Select((choices, mutes, quiet) => new UserPreferences { Choices = choices, Mutes = mutes, Quiet = quiet });

    private static readonly Gen<PreferenceQuestion> Question =
        Gen.Select(Name, Name, Name, Name, Name.Array[0, 3], Gen.Int[0, 3], Gen.Int[0, 5]).Select((rule, source, subject, place, reasons, type, critical) => new PreferenceQuestion
        {
            Rule = rule,
            Source = source,
            Subject = new Subject("jira", "issue", subject),
            Places = [new Subject("jira", "project", place)],
            Reasons = reasons,
            Type = (FlagType)type,
            Critical = critical == 0,
        });
}
