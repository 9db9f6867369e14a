using Notifications.Live;
using Notifications.Subjects;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Users.Preferences;

public sealed class WhatPreferencesSay
{
    // A Monday, 22:30 in Berlin.
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 21, 30, 0, TimeSpan.Zero);

    private static readonly PreferenceQuestion Question = new()
    {
        Rule = "jira-comment",
        Source = "jira",
        Subject = new Subject("jira", "issue", "PLAT-12"),
        Places = [new Subject("jira", "project", "PLAT")],
        Reasons = ["watchers"],
    };

    private static readonly QuietHours Nights = new()
    {
        TimeZone = "Europe/Berlin",
        Times = [new QuietTime([DayOfWeek.Monday, DayOfWeek.Tuesday], new TimeOnly(22, 0), new TimeOnly(7, 0))],
    };

    [Fact]
    public void Who_says_nothing_is_told_as_the_rule_says() =>
        Is(new UserPreferences(), show: true, keep: true, PreferenceCause.Rule, "as the rule says");

    [Fact]
    public void Of_a_muted_subject_nothing_is_told() =>
        Is(Muted("jira:issue:PLAT-12"), show: false, keep: false, PreferenceCause.MutedSubject, "muted because you muted jira:issue:PLAT-12");

    [Fact]
    public void Of_a_muted_place_nothing_is_told() =>
        Is(Muted("jira:project:PLAT"), show: false, keep: false, PreferenceCause.MutedPlace, "muted because you muted jira:project:PLAT");

    [Fact]
    public void A_mute_ends_by_its_time()
    {
        var muted = new UserPreferences { Mutes = [new Mute("jira:project:PLAT", Now.AddHours(1))] };

        Assert.Equal(Now.AddHours(1), PreferenceRules.Evaluate(muted, Question, Now).Until);
        Assert.False(PreferenceRules.Evaluate(muted, Question, Now.AddHours(1).AddTicks(-1)).Show);
        Assert.True(PreferenceRules.Evaluate(muted, Question, Now.AddHours(1)).Show);
    }

    [Theory]
    [InlineData("jira:issue:PLAT-1")]
    [InlineData("jira:issue:PLAT-123")]
    [InlineData("jira:issue:plat-12")]
    [InlineData("wiki:issue:PLAT-12")]
    [InlineData("jira:isssue:LAT-12")]
    [InlineData("jira:project:PLAU")]
    public void A_mute_is_of_that_subject_only(string other) => Is(Muted(other), show: true, keep: true, PreferenceCause.Rule, "as the rule says");

    [Fact]
    public void A_choice_takes_the_flag_the_inbox_or_both()
    {
        Is(Chosen(Rule(show: false)), show: false, keep: true, PreferenceCause.RuleChoice, "no flag because you chose so for rule jira-comment");
        Is(Chosen(Rule(keep: false)), show: true, keep: false, PreferenceCause.RuleChoice, "not in the inbox because you chose so for rule jira-comment");
        Is(Chosen(Source(show: false, keep: false)), show: false, keep: false, PreferenceCause.SourceChoice,
            "no flag because you chose so for source jira; not in the inbox because you chose so for source jira");
    }

    [Fact]
    public void The_rule_counts_before_the_reason_and_that_before_the_source()
    {
        Is(Chosen(Source(show: false), Reason("watchers", show: false), Rule(show: true)), show: true, keep: true, PreferenceCause.RuleChoice, "a flag because you chose so for rule jira-comment");
        Is(Chosen(Source(show: true), Reason("watchers", show: false)), show: false, keep: true, PreferenceCause.ReasonChoice, "no flag because you chose so for reason watchers");
        Is(Chosen(Source(show: false), Rule(keep: false)), show: false, keep: false, PreferenceCause.SourceChoice,
            "no flag because you chose so for source jira; not in the inbox because you chose so for rule jira-comment");
        Is(Chosen(Source(show: true), Rule(keep: false)), show: true, keep: false, PreferenceCause.RuleChoice,
            "a flag because you chose so for source jira; not in the inbox because you chose so for rule jira-comment");
    }

    [Fact]
    public void Of_several_reasons_one_that_wants_it_is_enough()
    {
        var question = Question with { Reasons = ["watchers", "assignee"] };

        Assert.True(Shows(Reason("watchers", show: false), Reason("assignee", show: true)));
        Assert.True(Shows(Reason("watchers", show: false)));
        Assert.False(Shows(Reason("watchers", show: false), Source(show: false)));
        Assert.False(Shows(Reason("watchers", show: false), Reason("assignee", show: false), Source(show: true)));

        bool Shows(params PreferenceChoice[] choices) => PreferenceRules.Evaluate(Chosen(choices), question, Now).Show;
    }

    [Fact]
    public void Who_only_views_has_no_reason() =>
        Assert.True(PreferenceRules.Evaluate(Chosen(Reason("watchers", show: false)), Question with { Reasons = [] }, Now).Show);

    [Fact]
    public void Quiet_hours_take_the_flag_and_leave_the_inbox()
    {
        var quiet = new UserPreferences { Quiet = Nights };

        Is(quiet, show: false, keep: true, PreferenceCause.Quiet, "no flag until 07:00 because it is quiet (Europe/Berlin)");
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 6, 0, 0, TimeSpan.Zero), PreferenceRules.Evaluate(quiet, Question, Now).Until);
        Is(quiet with { Choices = [Source(keep: false)] }, show: false, keep: false, PreferenceCause.Quiet,
            "no flag until 07:00 because it is quiet (Europe/Berlin); not in the inbox because you chose so for source jira");
    }

    [Fact]
    public void A_day_is_said_where_the_time_alone_is_not_clear()
    {
        var weekend = Nights with { Times = [new QuietTime([DayOfWeek.Monday, DayOfWeek.Tuesday], default, default)] };

        Assert.Equal("no flag until Wednesday 00:00 because it is quiet (Europe/Berlin)", Explained(weekend));
        Assert.Equal("no flag because it is always quiet (Europe/Berlin)",
            Explained(weekend with { Times = [new QuietTime(Enum.GetValues<DayOfWeek>(), default, default)] }));

        static string Explained(QuietHours quiet) => PreferenceRules.Evaluate(new UserPreferences { Quiet = quiet }, Question, Now).Explanation;
    }

    [Theory]
    [InlineData(FlagType.Info, false)]
    [InlineData(FlagType.Warning, true)]
    [InlineData(FlagType.Error, true)]
    public void Flags_of_an_excepted_sort_and_worse_are_shown_when_it_is_quiet(FlagType type, bool shown) => Assert.Equal(
        shown, PreferenceRules.Evaluate(new UserPreferences { Quiet = Nights with { Except = FlagType.Warning } }, Question with { Type = type }, Now).Show);

    [Fact]
    public void What_is_critical_passes_all_of_it()
    {
        var everything = new UserPreferences { Choices = [Rule(show: false, keep: false)], Mutes = [new Mute("jira:issue:PLAT-12", null)], Quiet = Nights };

        var answer = PreferenceRules.Evaluate(everything, Question with { Critical = true }, Now);

        Assert.Equal(new EffectivePreference(true, true, PreferenceCause.Critical, "told because jira-comment is critical, whatever you chose", null), answer);
    }

    [Fact]
    public void A_mute_counts_before_choices_and_quiet_hours() =>
        Is(Muted("jira:project:PLAT") with { Choices = [Rule(show: true, keep: true)], Quiet = Nights },
            show: false, keep: false, PreferenceCause.MutedPlace, "muted because you muted jira:project:PLAT");

    [Fact]
    public void Deciding_without_words_allocates_nothing()
    {
        var preferences = Muted("jira:issue:PLAT-13") with { Choices = [Source(show: true), Reason("watchers", keep: true)], Quiet = Nights };
        PreferenceRules.Decide(preferences, Question, Question.Reasons, Now);

        Assert.Equal(0, Allocated.By(() =>
        {
            for (var i = 0; i < 100; i++)
                PreferenceRules.Decide(preferences, Question, Question.Reasons, Now);
        }));
    }

    private static void Is(UserPreferences preferences, bool show, bool keep, PreferenceCause cause, string explanation)
    {
        var answer = PreferenceRules.Evaluate(preferences, Question, Now);
        Assert.Equal((show, keep, cause, explanation), (answer.Show, answer.Keep, answer.Cause, answer.Explanation));
    }

    private static UserPreferences Muted(string subject) => new() { Mutes = [new Mute(subject, null)] };

    private static UserPreferences Chosen(params PreferenceChoice[] choices) => new() { Choices = choices };

    private static PreferenceChoice Rule(bool? show = null, bool? keep = null) => new(PreferenceScope.Rule, "jira-comment", show, keep);

    private static PreferenceChoice Reason(string reason, bool? show = null, bool? keep = null) => new(PreferenceScope.Reason, reason, show, keep);

    private static PreferenceChoice Source(bool? show = null, bool? keep = null) => new(PreferenceScope.Source, "jira", show, keep);
}
