using Microsoft.Extensions.Time.Testing;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Live;

/// <summary>A session is sent what its user's preferences leave, and one whose user said nothing everything.</summary>
public sealed class WhatPreferencesLeave
{
    private static readonly Subject Issue = new("jira", "issue", "PLAT-12");

    // A Monday, 22:30 in Berlin.
    private static readonly DateTimeOffset Night = new(2026, 11, 23, 21, 30, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Night);
    private readonly TestEventGrain _grain = new();
    private readonly SubjectView _view;
    private long _sequence = 5;

    public WhatPreferencesLeave() => _view = new SubjectView("default", Issue, _grain.AsEventGrains(), TestSession.Metrics, _time);

    [Theory]
    [InlineData("jira:issue:PLAT-12")]
    [InlineData("jira:project:PLAT")]
    public async Task Whoever_muted_the_subject_or_its_place_is_left_out(string muted)
    {
        var (anna, ben) = (Join("anna", new UserPreferences { Mutes = [new Mute(muted, null)] }), Join("ben"));
        await WatchAsync();

        Take(Flag("one"));
        Take(Flag("two", critical: true));

        Assert.Equal(["two"], await TitlesAsync(anna, 1));
        Assert.Equal(["one", "two"], await TitlesAsync(ben, 2));
    }

    [Fact]
    public async Task Choices_are_looked_up_by_the_rule_the_source_and_the_users_own_reasons()
    {
        var rule = Join("anna", Chosen(PreferenceScope.Rule, "noisy"));
        var source = Join("ben", Chosen(PreferenceScope.Source, "jira"));
        var reason = Join("carl", Chosen(PreferenceScope.Reason, "watchers"));
        await WatchAsync();

        Take(Flag("noisy one", rule: "noisy"), Flag("quiet one", rule: "quiet"));
        Take(Flag("for two", rule: "other", to: [("carl", "assignee"), ("dora", "watchers")]));
        Take(Flag("for one", rule: "other", to: [("dora", "assignee"), ("carl", "watchers")]));
        Take(Flag("for all", critical: true));

        Assert.Equal(["quiet one", "for all"], await TitlesAsync(rule, 2));
        Assert.Equal(["for all"], await TitlesAsync(source, 1));
        Assert.Equal(["noisy one", "quiet one", "for two", "for all"], await TitlesAsync(reason, 3));
    }

    [Fact]
    public async Task While_it_is_quiet_only_what_is_excepted_comes()
    {
        var anna = Join("anna", new UserPreferences
        {
            Quiet = new QuietHours { TimeZone = "Europe/Berlin", Times = [new QuietTime([DayOfWeek.Monday], new TimeOnly(22, 0), new TimeOnly(7, 0))], Except = FlagType.Error },
        });
        await WatchAsync();

        Take(Flag("held"));
        Take(Flag("fire", type: FlagType.Error));
        _time.Advance(TimeSpan.FromHours(9));
        Take(Flag("morning"));

        Assert.Equal(["fire", "morning"], await TitlesAsync(anna, 2));
    }

    [Fact]
    public async Task What_a_session_missed_is_left_out_alike()
    {
        var anna = Join("anna", new UserPreferences { Mutes = [new Mute("jira:project:PLAT", Night.AddHours(1))] });
        await WatchAsync();
        var missed = new LiveReplay { Position = At(7), Complete = true, Missed = [Flags(6, Flag("one")), Flags(7, Flag("two", critical: true))] };

        _grain.Answer(missed);
        var muted = await _view.ReplayAsync(anna.Session, "anna", At(4));
        _time.Advance(TimeSpan.FromHours(1));
        _grain.Answer(missed);
        var heard = await _view.ReplayAsync(anna.Session, "anna", At(4));

        Assert.Equal(["two"], muted.Missed.SelectMany(batch => batch.Flags).Select(flag => flag.Title));
        Assert.Equal(At(7), muted.Position);
        Assert.Equal(["one", "two"], heard.Missed.SelectMany(batch => batch.Flags).Select(flag => flag.Title));
    }

    [Fact]
    public async Task New_preferences_count_from_the_next_event_on()
    {
        var anna = Join("anna");
        await WatchAsync();

        Take(Flag("before"));
        anna.Session.Preferences = Chosen(PreferenceScope.Source, "jira");
        Take(Flag("between"));
        anna.Session.Preferences = null;
        Take(Flag("after"));

        Assert.Equal(["before", "after"], await TitlesAsync(anna, 2));
    }

    private static UserPreferences Chosen(PreferenceScope scope, string key) => new() { Choices = [new PreferenceChoice(scope, key, Show: false, Keep: null)] };

    private static LivePosition At(long sequence) => new("epoch", sequence);

    private static AddressedFlag Flag(
        string title, string rule = "rule", bool critical = false, FlagType type = FlagType.Info, params (string User, string Reason)[] to) => new()
    {
        Flag = new Flag { Id = title, Rule = rule, Title = title, Critical = critical, Type = type, Time = Night },
        EveryViewer = to.Length == 0,
        Users = [.. to.Select(one => one.User)],
        Reasons = [.. to.Select(one => (IReadOnlyList<string>)[one.Reason])],
    };

    private static LiveFlags Flags(long sequence, params AddressedFlag[] flags) => new()
    {
        Site = "default",
        Subject = Issue,
        Position = At(sequence),
        Previous = sequence - 1,
        Flags = flags,
        Source = "jira",
        Places = [new Subject("jira", "project", "PLAT")],
    };

    private void Take(params AddressedFlag[] flags) => _view.Take(Flags(++_sequence, flags));

    private TestSession Join(string user, UserPreferences? preferences = null)
    {
        var session = new TestSession(user, new HubOptions(), TimeProvider.System);
        session.Session.Preferences = preferences;
        _view.Join(session.Session);
        return session;
    }

    private Task WatchAsync()
    {
        _grain.Answer(new LiveReplay { Position = At(5), Complete = true, Missed = [] });
        return _view.AnnounceAsync();
    }

    private static async Task<List<string?>> TitlesAsync(TestSession session, int messages)
    {
        var titles = new List<string?>();
        for (var i = 0; i < messages; i++)
            titles.AddRange((await session.NextAsync()).Content.GetProperty("flags").EnumerateArray().Select(flag => flag.GetProperty("title").GetString()));
        return titles;
    }
}
