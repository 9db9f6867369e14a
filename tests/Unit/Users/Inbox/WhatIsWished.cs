using Notifications.Subjects;
using Notifications.Tests.Unit.Storage;
using Notifications.Users;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Users.Inbox;

public abstract class WhatIsWished(StoreOn on) : UserSuite(on)
{
    private static readonly Subject Issue = new("jira", "issue", "ABC-1");

    [Fact]
    public async Task Of_mutes_at_once_none_is_lost()
    {
        var user = await UserAsync();
        await user.Wishes.MuteAsync(Mute(Issue));

        await Task.WhenAll(
            [.. Enumerable.Range(0, 40).Select(i => user.Wishes.MuteAsync(Mute(i))), user.Wishes.UnmuteAsync(Issue)]);

        Assert.Equal(Enumerable.Range(0, 40).Select(Mute), user.Context.Preferences.Mutes);
        await user.CheckAsync();
        await user.StartAsync();
        Assert.Equal(Enumerable.Range(0, 40).Select(Mute), user.Context.Preferences.Mutes);
    }

    [Fact]
    public async Task A_mute_is_renewed_and_ended_and_leaves_the_rest_alone()
    {
        var user = await UserAsync();
        var choice = new PreferenceChoice(PreferenceScope.Rule, "r", Show: false, Keep: null);
        await user.Wishes.SetAsync(new UserPreferences { Choices = [choice], Mutes = [Mute(Issue), Mute(1)] });

        var renewed = await user.Wishes.MuteAsync(Mute(Issue) with { Until = Time.GetUtcNow().AddHours(1) });
        Assert.Equal([Mute(1), Mute(Issue) with { Until = Time.GetUtcNow().AddHours(1) }], renewed.Preferences.Mutes);
        var ended = await user.Wishes.UnmuteAsync(Issue);

        Assert.Equal([Mute(1)], ended.Preferences.Mutes);
        Assert.Equal([choice], ended.Preferences.Choices);
        Assert.Equal((PreferencesOutcome.Done, PreferencesOutcome.Done), (renewed.Outcome, ended.Outcome));
    }

    [Fact]
    public async Task Mutes_that_are_over_are_not_kept()
    {
        var user = await UserAsync();
        var over = Mute(Issue) with { Until = Time.GetUtcNow() };

        var set = await user.Wishes.SetAsync(new UserPreferences { Mutes = [over, Mute(1)] });

        Assert.Equal([Mute(1)], set.Preferences.Mutes);
    }

    [Fact]
    public async Task Doing_it_again_changes_nothing()
    {
        var user = await UserAsync();
        await user.Wishes.MuteAsync(Mute(1));
        await user.Wishes.MuteAsync(Mute(1));
        await user.Wishes.UnmuteAsync(Issue);

        Assert.Equal(UserChangeKind.Preferences, Assert.Single(user.Changes).Kind);
    }

    [Fact]
    public async Task At_the_bound_the_mutes_whose_time_is_over_make_room()
    {
        var user = await UserAsync();
        var until = Time.GetUtcNow().AddHours(1);
        await user.Wishes.SetAsync(new UserPreferences { Mutes = [.. Enumerable.Range(1, UserPreferences.MaxEntries - 1).Select(Mute), Mute(Issue) with { Until = until }] });

        var refused = await user.Wishes.MuteAsync(Mute(0));
        Time.Advance(TimeSpan.FromHours(1));
        var taken = await user.Wishes.MuteAsync(Mute(0));

        Assert.Equal((PreferencesOutcome.TooManyMutes, UserPreferences.MaxEntries), (refused.Outcome, refused.Preferences.Mutes.Count));
        Assert.Equal((PreferencesOutcome.Done, UserPreferences.MaxEntries), (taken.Outcome, taken.Preferences.Mutes.Count));
        Assert.Equal(Mute(0), taken.Preferences.Mutes[^1]);
        Assert.Equal(PreferencesOutcome.Done, (await user.Wishes.MuteAsync(Mute(1) with { Until = until.AddHours(1) })).Outcome);
    }

    [Fact]
    public async Task Who_read_what_is_not_there_any_more_replaces_nothing_and_may_ask_again()
    {
        var user = await UserAsync();
        var read = PreferencesVersion.Of(user.Context.Preferences);
        var (mine, others) = (new UserPreferences { Mutes = [Mute(1)] }, new UserPreferences { Mutes = [Mute(2)] });

        Assert.Equal(PreferencesOutcome.Done, (await user.Wishes.SetAsync(mine, read)).Outcome);
        Assert.Equal(PreferencesOutcome.Done, (await user.Wishes.SetAsync(mine, read)).Outcome);
        Assert.Equal(PreferencesOutcome.ChangedMeanwhile, (await user.Wishes.SetAsync(others, read)).Outcome);
        Assert.Equal([Mute(1)], user.Context.Preferences.Mutes);
        Assert.Single(user.Changes);

        // The version is of what is said, and outlives the writer.
        await user.StartAsync();
        Assert.Equal(PreferencesOutcome.Done, (await user.Wishes.SetAsync(others, PreferencesVersion.Of(mine))).Outcome);
    }

    private static Mute Mute(int number) => Mute(new Subject("jira", "issue", $"XYZ-{number}"));

    private static Mute Mute(Subject subject) => new(subject.ToString(), null);
}

public sealed class WhatIsWishedOnSqlite() : WhatIsWished(StoreOn.Sqlite);

public sealed class WhatIsWishedOnPostgres() : WhatIsWished(StoreOn.Postgres);
