using Notifications.Live;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Users.Preferences;

public sealed class WhatPreferencesMustNotSay
{
    private static readonly QuietTime Night = new([DayOfWeek.Monday], new TimeOnly(22, 0), new TimeOnly(7, 0));

    [Fact]
    public void What_may_be_said_has_no_problem() => Assert.Empty(PreferenceProblems.Of(new UserPreferences
    {
        Choices = [new PreferenceChoice(PreferenceScope.Rule, "a", Show: false, Keep: null), new PreferenceChoice(PreferenceScope.Source, "a", null, Keep: true)],
        Mutes = [new Mute("jira:project:PLAT", null), new Mute("wiki:space:TEAM", DateTimeOffset.UnixEpoch)],
        Quiet = new QuietHours { TimeZone = "Europe/Berlin", Times = [Night, Night with { From = default, To = default }], Except = FlagType.Error },
    }));

    [Fact]
    public void Choices_are_checked()
    {
        Has("choices[1].scope", Choices(new(PreferenceScope.Rule, "a", true, null), new((PreferenceScope)7, "b", true, null)));
        Has("choices[0].key", Choices(new PreferenceChoice(PreferenceScope.Rule, " ", true, null)));
        Has("choices[0].key", Choices(new PreferenceChoice(PreferenceScope.Rule, new string('a', 256), true, null)));
        Has("choices[0].key", Choices(new PreferenceChoice(PreferenceScope.Rule, "a\nb", true, null)));
        Has("choices[0]", Choices(new PreferenceChoice(PreferenceScope.Rule, "a", null, null)));
        Has("choices[0]", Choices([null!]));
        Has("choices[1]", Choices(new(PreferenceScope.Reason, "a", true, null), new(PreferenceScope.Reason, "a", null, false)));
        Has("choices", Choices([.. Enumerable.Range(0, 501).Select(one => new PreferenceChoice(PreferenceScope.Rule, $"{one}", true, null))]));
        Has("choices", new UserPreferences { Choices = null! });
    }

    [Fact]
    public void Mutes_are_checked()
    {
        Has("mutes[1].subject", Mutes("jira:project:PLAT", "PLAT"));
        Has("mutes[0]", Mutes([null!]));
        Has("mutes[1]", Mutes("jira:project:PLAT", "jira:project:PLAT"));
        Has("mutes", Mutes([.. Enumerable.Range(0, 501).Select(one => $"jira:issue:A-{one}")]));
    }

    [Fact]
    public void Quiet_hours_are_checked()
    {
        Has("quiet.timeZone", Quiet("Berlin", Night));
        Has("quiet.timeZone", Quiet("../../../etc/localtime", Night));
        Has("quiet.timeZone", Quiet(null!, Night));
        Has("quiet.times", Quiet("UTC"));
        Has("quiet.times", Quiet("UTC", [.. Enumerable.Repeat(Night, 51)]));
        Has("quiet.times[0]", Quiet("UTC", [null!]));
        Has("quiet.times[1].days", Quiet("UTC", Night, Night with { Days = [] }));
        Has("quiet.times[0].days", Quiet("UTC", Night with { Days = null! }));
        Has("quiet.times[0].days", Quiet("UTC", Night with { Days = [(DayOfWeek)7] }));
        Has("quiet.times[0].days", Quiet("UTC", Night with { Days = [DayOfWeek.Monday, DayOfWeek.Monday] }));
        Has("quiet.times[0].to", Quiet("UTC", Night with { To = Night.From }));
        Has("quiet.except", new UserPreferences { Quiet = new QuietHours { TimeZone = "UTC", Times = [Night], Except = (FlagType)9 } });
    }

    [Fact]
    public void Not_more_are_told_than_somebody_reads() =>
        Assert.Equal(PreferenceProblems.MaxProblems, PreferenceProblems.Of(Mutes([.. Enumerable.Repeat("x", 400)])).Count);

    private static UserPreferences Choices(params PreferenceChoice[] choices) => new() { Choices = choices };

    private static UserPreferences Mutes(params string[] subjects) => new() { Mutes = [.. subjects.Select(subject => subject is null ? null! : new Mute(subject, null))] };

    private static UserPreferences Quiet(string zone, params QuietTime[] times) => new() { Quiet = new QuietHours { TimeZone = zone, Times = times } };

    private static void Has(string place, UserPreferences preferences) => Assert.Equal(place, Assert.Single(PreferenceProblems.Of(preferences)).Place);
}
