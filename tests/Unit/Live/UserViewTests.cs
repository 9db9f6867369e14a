using System.Text.Json;
using Notifications.Live;
using Notifications.Tokens;
using Notifications.Users;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Live;

/// <summary>What a user's sessions are told, whatever becomes of the context's messages.</summary>
public sealed class UserViewTests : UserViewSuite
{
    [Fact]
    public async Task What_follows_is_passed_on_and_what_was_there_dropped()
    {
        await AttachAsync(Anna);
        var (first, second) = (Context.Commit(Arrived("a")), Context.Commit(TestUserContext.Read("a"), Arrived("b")));

        Users.Take(first);
        Users.Take(first);
        Users.Take(second);

        await AssertNextAsync(Anna, previous: 0, 1);
        var message = await AssertNextAsync(Anna, previous: 1, 2, 3);
        Assert.Equal("changed", message.GetProperty("changes")[0].GetProperty("kind").GetString());
        Assert.Equal("read", message.GetProperty("changes")[0].GetProperty("operation").GetString());
        Assert.Equal("b", message.GetProperty("changes")[1].GetProperty("item").GetProperty("id").GetString());
        Assert.Equal((3, 3), (message.GetProperty("counts").GetProperty("unread").GetInt64(), message.GetProperty("counts").GetProperty("version").GetInt64()));
        Assert.Equal(0, Context.Replayed);
    }

    [Fact]
    public async Task What_was_overtaken_or_lost_is_asked_for_and_passed_on_in_order()
    {
        await AttachAsync(Anna);
        var (first, _, third) = (Context.Commit(Arrived("a")), Context.Commit(Arrived("lost")), Context.Commit(Arrived("c")));

        Users.Take(third);
        await AssertNextAsync(Anna, previous: 0, 1, 2, 3);
        Users.Take(first);
        Users.Take(Context.Commit(Arrived("d")));

        await AssertNextAsync(Anna, previous: 3, 4);
        Assert.Equal(1, Context.Replayed);
    }

    [Fact]
    public async Task What_came_while_it_was_asking_is_asked_for_too()
    {
        await AttachAsync(Anna);
        var answered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        Context.AfterReplay = () =>
        {
            answered.TrySetResult();
            return release.Task;
        };
        Context.Commit(Arrived("lost"));

        Users.Take(Context.Commit(Arrived("b")));
        await answered.Task;
        Users.Take(Context.Commit(Arrived("c")));
        release.SetResult();

        await AssertNextAsync(Anna, previous: 0, 1, 2);
        await AssertNextAsync(Anna, previous: 2, 3);
    }

    [Fact]
    public async Task What_came_while_it_was_asking_and_overtook_what_is_in_the_answer_is_not_forgotten()
    {
        await AttachAsync(Anna);
        var answered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        Context.AfterReplay = () =>
        {
            answered.TrySetResult();
            return release.Task;
        };
        Context.Commit(Arrived("lost"));
        var (second, third) = (Context.Commit(Arrived("b")), Context.Commit(Arrived("c")));

        Users.Take(second);
        await answered.Task;
        Users.Take(Context.Commit(Arrived("d")));
        Users.Take(third);
        release.SetResult();

        await AssertNextAsync(Anna, previous: 0, 1, 2, 3);
        await AssertNextAsync(Anna, previous: 3, 4);
    }

    [Fact]
    public async Task A_message_that_begins_with_what_is_there_is_cut_to_what_is_new()
    {
        await AttachAsync(Anna);
        var first = Context.Commit(Arrived("a"));
        Users.Take(first);
        var second = Context.Commit(Arrived("b"));

        Users.Take(second with { Previous = first.Previous, Changes = [.. first.Changes, .. second.Changes] });

        await AssertNextAsync(Anna, previous: 0, 1);
        await AssertNextAsync(Anna, previous: 1, 2);
    }

    [Fact]
    public async Task A_lost_message_is_found_when_the_lease_is_renewed()
    {
        await AttachAsync(Anna);
        Context.Commit(Arrived("lost"));

        await RenewAsync();

        await AssertNextAsync(Anna, previous: 0, 1);
        Assert.Equal(2, Context.Attached);
    }

    [Fact]
    public async Task Closed_flags_are_told_and_are_no_change()
    {
        await AttachAsync(Anna);

        Users.Take(Context.Close("a", "b"));

        var message = await AssertNextAsync(Anna, previous: 0);
        Assert.Equal(["a", "b"], message.GetProperty("closed").EnumerateArray().Select(id => id.GetString()));
    }

    [Fact]
    public async Task Each_session_gets_the_texts_that_suit_it_in_messages_and_in_answers()
    {
        var ben = Reader();
        ben.Session.Locales = PreferredLocales.Of(["de"]);
        await AttachAsync(Anna);
        await AttachAsync(ben);

        Users.Take(Context.Commit(
            TestUserContext.Read("before"), Arrived("Hello", new FlagText { Locale = "de", Title = "Hallo" })));

        Assert.Equal("Hello", Title(await AssertNextAsync(Anna, previous: 0, 1, 2)));
        Assert.Equal("Hallo", Title(await AssertNextAsync(ben, previous: 0, 1, 2)));
        var missed = await MissedAsync(ben, new UserPosition("epoch", 0));
        Assert.Equal("Hallo", missed.Missed[1].Item!.Title);

        static string? Title(JsonElement message) => message.GetProperty("changes")[1].GetProperty("item").GetProperty("title").GetString();
    }

    [Fact]
    public async Task Preferences_count_for_every_session_and_messages_are_for_those_who_may_see_the_inbox()
    {
        Context.Prefer(Muted);
        var viewer = new TestSession("anna", new HubOptions(), TimeProvider.System, permissions: Permissions.Flags);

        Assert.Null(await AttachAsync(viewer));
        Assert.Equal("jira:project:PLAT", (await AttachAsync(Anna))!.Preferences!.Mutes![0]!.Subject);
        Assert.Equal(Muted, viewer.Session.Preferences);
        Assert.Equal(Muted, Anna.Session.Preferences);

        Users.Take(Context.Prefer(UserPreferences.None));
        viewer.Session.Send(Session.Message("flags", "next"));

        await AssertNextAsync(Anna, previous: 1, 2);
        Assert.Equal(UserPreferences.None, viewer.Session.Preferences);
        Assert.Equal("flags", (await viewer.NextAsync()).Name);
    }

    [Fact]
    public async Task A_lost_change_of_preferences_is_found_when_the_lease_is_renewed()
    {
        await AttachAsync(Anna);
        Context.Prefer(Muted);

        await RenewAsync();

        await AssertNextAsync(Anna, previous: 0, 1);
        Assert.Equal(Muted, Anna.Session.Preferences);
    }

    [Fact]
    public async Task Who_left_gets_nothing_more_and_a_user_who_stays_away_is_forgotten()
    {
        await AttachAsync(Anna);
        Users.Detach(Anna.Session, Anna.Token);
        Users.Take(Context.Commit(Arrived("a")));
        Anna.Session.Send(Session.Message("flags", "next"));
        Assert.Equal("flags", (await Anna.NextAsync()).Name);

        await RenewAsync();
        Assert.Single(Users.All);
        await RenewAsync();
        Assert.Empty(Users.All);
    }
}
