using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Notifications.Cluster;
using Notifications.Inbox;
using Notifications.Live;
using Notifications.Tokens;
using Notifications.Users;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Live;

public sealed class UserViewTests
{
    private static readonly UserPreferences Muted = new() { Mutes = [new Mute("jira:project:PLAT", null)] };

    private readonly TestUserContext _context = new();
    private readonly TestSession _anna = Reader();
    private readonly UserSessions _users;

    public UserViewTests() => _users = new UserSessions(_context.AsUserContexts(), TestSession.Metrics);

    [Fact]
    public async Task What_follows_is_passed_on_and_what_was_there_dropped()
    {
        await AttachAsync(_anna);
        var (first, second) = (_context.Commit(Arrived("a")), _context.Commit(TestUserContext.Read("a"), Arrived("b")));

        _users.Take(first);
        _users.Take(first);
        _users.Take(second);

        await AssertNextAsync(_anna, previous: 0, 1);
        var message = await AssertNextAsync(_anna, previous: 1, 2, 3);
        Assert.Equal("changed", message.GetProperty("changes")[0].GetProperty("kind").GetString());
        Assert.Equal("read", message.GetProperty("changes")[0].GetProperty("operation").GetString());
        Assert.Equal("b", message.GetProperty("changes")[1].GetProperty("item").GetProperty("id").GetString());
        Assert.Equal((3, 3), (message.GetProperty("counts").GetProperty("unread").GetInt64(), message.GetProperty("counts").GetProperty("version").GetInt64()));
        Assert.Equal(0, _context.Replayed);
    }

    [Fact]
    public async Task What_was_overtaken_or_lost_is_asked_for_and_passed_on_in_order()
    {
        await AttachAsync(_anna);
        var (first, _, third) = (_context.Commit(Arrived("a")), _context.Commit(Arrived("lost")), _context.Commit(Arrived("c")));

        _users.Take(third);
        await AssertNextAsync(_anna, previous: 0, 1, 2, 3);
        _users.Take(first);
        _users.Take(_context.Commit(Arrived("d")));

        await AssertNextAsync(_anna, previous: 3, 4);
        Assert.Equal(1, _context.Replayed);
    }

    [Fact]
    public async Task What_came_while_it_was_asking_is_asked_for_too()
    {
        await AttachAsync(_anna);
        var answered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        _context.AfterReplay = () =>
        {
            answered.TrySetResult();
            return release.Task;
        };
        _context.Commit(Arrived("lost"));

        _users.Take(_context.Commit(Arrived("b")));
        await answered.Task;
        _users.Take(_context.Commit(Arrived("c")));
        release.SetResult();

        await AssertNextAsync(_anna, previous: 0, 1, 2);
        await AssertNextAsync(_anna, previous: 2, 3);
    }

    [Fact]
    public async Task A_message_that_begins_with_what_is_there_is_cut_to_what_is_new()
    {
        await AttachAsync(_anna);
        var first = _context.Commit(Arrived("a"));
        _users.Take(first);
        var second = _context.Commit(Arrived("b"));

        _users.Take(second with { Previous = first.Previous, Changes = [.. first.Changes, .. second.Changes] });

        await AssertNextAsync(_anna, previous: 0, 1);
        await AssertNextAsync(_anna, previous: 1, 2);
    }

    [Fact]
    public async Task A_lost_message_is_found_when_the_lease_is_renewed()
    {
        await AttachAsync(_anna);
        _context.Commit(Arrived("lost"));

        await RenewAsync();

        await AssertNextAsync(_anna, previous: 0, 1);
        Assert.Equal(2, _context.Attached);
    }

    [Fact]
    public async Task After_another_life_of_the_store_sessions_are_told_where_the_inbox_stands_and_that_nobody_can_tell()
    {
        await AttachAsync(_anna);
        _users.Take(_context.Commit(Arrived("a")));
        await AssertNextAsync(_anna, previous: 0, 1);
        _context.Restart("other", 7);

        await RenewAsync();

        var standing = await AssertNextAsync(_anna, previous: 7);
        Assert.Equal("other", standing.GetProperty("position").GetProperty("epoch").GetString());
        var missed = await MissedAsync(_anna, new UserPosition("epoch", 1));
        Assert.Equal((false, new UserPosition("other", 7)), (missed.Complete, missed.Position));
        Assert.Empty(missed.Missed);
    }

    [Fact]
    public async Task Who_returns_gets_exactly_what_it_missed_or_is_told_that_nobody_can_tell()
    {
        var context = new TestUserContext(remembered: 3);
        var users = new UserSessions(context.AsUserContexts(), TestSession.Metrics);
        for (var i = 1; i <= 5; i++)
            context.Commit(Arrived($"{i}"));

        Assert.Equal((true, 0), await MissAsync(5));
        Assert.Equal((true, 1), await MissAsync(4));
        Assert.Equal((true, 3), await MissAsync(2));
        Assert.Equal((false, 0), await MissAsync(1));
        Assert.Equal((false, 0), await MissAsync(9));
        Assert.Equal((false, 0), await MissAsync(4, "other"));
        Assert.Equal((true, 0), await MissAsync(null));

        async Task<(bool, int)> MissAsync(long? sequence, string epoch = "epoch")
        {
            var session = Reader();
            var after = sequence is { } known ? new UserPosition(epoch, known) : null;
            var missed = (await users.AttachAsync(session.Session, session.Token, after))!;
            Assert.Equal(5, missed.Position.Sequence);
            Assert.Equal(Enumerable.Range(5 - missed.Missed.Count + 1, missed.Missed.Count).Select(i => (long)i), missed.Missed.Select(change => change.Sequence));
            return (missed.Complete, missed.Missed.Count);
        }
    }

    [Fact]
    public async Task Who_returns_where_the_gateway_stands_needs_nobody_else()
    {
        await AttachAsync(_anna);
        _users.Take(_context.Commit(Arrived("a")));

        var missed = await AttachAsync(Reader(), new UserPosition("epoch", 1));

        Assert.Equal((true, 0), (missed!.Complete, _context.Replayed));
        Assert.Equal(1, _context.Attached);
    }

    [Fact]
    public async Task Who_is_ahead_of_the_gateway_takes_it_along()
    {
        await AttachAsync(_anna);
        for (var i = 0; i < 4; i++)
            _context.Commit(Arrived($"{i}"));

        var missed = await AttachAsync(Reader(), new UserPosition("epoch", 3));

        Assert.Equal([4], missed!.Missed.Select(change => change.Sequence));
        await AssertNextAsync(_anna, previous: 0, 1, 2, 3, 4);
    }

    [Fact]
    public async Task What_is_told_while_an_answer_is_on_its_way_is_in_the_answer()
    {
        await AttachAsync(_anna);
        _users.Take(_context.Commit(Arrived("a")));
        _context.AfterReplay = () =>
        {
            _context.AfterReplay = () => Task.CompletedTask;
            _users.Take(_context.Commit(Arrived("b")));
            return Task.CompletedTask;
        };
        var returning = Reader();

        var missed = await AttachAsync(returning, new UserPosition("epoch", 0));
        _users.Take(_context.Commit(Arrived("c")));

        Assert.Equal([1, 2], missed!.Missed.Select(change => change.Sequence));
        await AssertNextAsync(returning, previous: 2, 3);
    }

    [Fact]
    public async Task A_message_that_overtakes_the_first_answer_is_not_lost()
    {
        var view = new UserView("default", "anna", _context.AsUserContexts(), TestSession.Metrics);
        _context.OnAttach = () => view.Take(_context.Commit(Arrived("a")));

        var missed = await view.JoinAsync(_anna.Session, _anna.Token, after: null);

        Assert.Equal(0, missed!.Position.Sequence);
        await AssertNextAsync(_anna, previous: 0, 1);
    }

    [Fact]
    public async Task Closed_flags_are_told_and_are_no_change()
    {
        await AttachAsync(_anna);

        _users.Take(_context.Close("a", "b"));

        var message = await AssertNextAsync(_anna, previous: 0);
        Assert.Equal(["a", "b"], message.GetProperty("closed").EnumerateArray().Select(id => id.GetString()));
    }

    [Fact]
    public async Task Each_session_gets_the_texts_that_suit_it_in_messages_and_in_answers()
    {
        var ben = Reader();
        ben.Session.Locales = PreferredLocales.Of(["de"]);
        await AttachAsync(_anna);
        await AttachAsync(ben);

        _users.Take(_context.Commit(
            TestUserContext.Read("before"), Arrived("Hello", new FlagText { Locale = "de", Title = "Hallo" })));

        Assert.Equal("Hello", Title(await AssertNextAsync(_anna, previous: 0, 1, 2)));
        Assert.Equal("Hallo", Title(await AssertNextAsync(ben, previous: 0, 1, 2)));
        var missed = await MissedAsync(ben, new UserPosition("epoch", 0));
        Assert.Equal("Hallo", missed.Missed[1].Item!.Title);

        static string? Title(JsonElement message) => message.GetProperty("changes")[1].GetProperty("item").GetProperty("title").GetString();
    }

    [Fact]
    public async Task Preferences_count_for_every_session_and_messages_are_for_those_who_may_see_the_inbox()
    {
        _context.Prefer(Muted);
        var viewer = new TestSession("anna", new HubOptions(), TimeProvider.System, permissions: Permissions.Flags);

        Assert.Null(await AttachAsync(viewer));
        Assert.Equal("jira:project:PLAT", (await AttachAsync(_anna))!.Preferences!.Mutes![0]!.Subject);
        Assert.Equal(Muted, viewer.Session.Preferences);
        Assert.Equal(Muted, _anna.Session.Preferences);

        _users.Take(_context.Prefer(UserPreferences.None));
        viewer.Session.Send(Session.Message("flags", "next"));

        await AssertNextAsync(_anna, previous: 1, 2);
        Assert.Equal(UserPreferences.None, viewer.Session.Preferences);
        Assert.Equal("flags", (await viewer.NextAsync()).Name);
    }

    [Fact]
    public async Task A_lost_change_of_preferences_is_found_when_the_lease_is_renewed()
    {
        await AttachAsync(_anna);
        _context.Prefer(Muted);

        await RenewAsync();

        await AssertNextAsync(_anna, previous: 0, 1);
        Assert.Equal(Muted, _anna.Session.Preferences);
    }

    [Fact]
    public async Task Without_the_context_flags_go_on_and_the_inbox_is_refused()
    {
        var time = new FakeTimeProvider();
        _context.Prefer(Muted);
        _context.Failure = new TimeoutException("The store is down.");
        var users = new UserSessions(_context.AsUserContexts(time), TestSession.Metrics);
        var viewer = new TestSession("anna", new HubOptions(), TimeProvider.System, permissions: Permissions.Flags);

        await UntilDoneAsync(users.AttachAsync(viewer.Session, viewer.Token, null));
        await Assert.ThrowsAsync<ClusterUnavailableException>(() => UntilDoneAsync(users.AttachAsync(_anna.Session, _anna.Token, null)));

        _context.Failure = null;
        await users.RenewAsync(users.All.Single());
        Assert.Equal(Muted, viewer.Session.Preferences);

        async Task UntilDoneAsync(Task attaching)
        {
            while (!attaching.IsCompleted)
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Yield();
            }

            await attaching;
        }
    }

    [Fact]
    public async Task Who_left_gets_nothing_more_and_a_user_who_stays_away_is_forgotten()
    {
        await AttachAsync(_anna);
        _users.Detach(_anna.Session, _anna.Token);
        _users.Take(_context.Commit(Arrived("a")));
        _anna.Session.Send(Session.Message("flags", "next"));
        Assert.Equal("flags", (await _anna.NextAsync()).Name);

        await RenewAsync();
        Assert.Single(_users.All);
        await RenewAsync();
        Assert.Empty(_users.All);
    }

    internal static TestSession Reader() =>
        new("anna", new HubOptions { QueueCapacity = 10_000 }, TimeProvider.System, permissions: [Permissions.Inbox, Permissions.Flags]);

    private static UserChange Arrived(string id, params FlagText[] translations) => TestUserContext.Arrived(id, translations);

    private Task<InboxMissed?> AttachAsync(TestSession session, UserPosition? after = null) => _users.AttachAsync(session.Session, session.Token, after);

    private Task<InboxMissed> MissedAsync(TestSession session, UserPosition? after) => _users.MissedAsync(session.Session, session.Token, after);

    private Task RenewAsync() => _users.RenewAsync(_users.All.Single());

    private static async Task<JsonElement> AssertNextAsync(TestSession session, long previous, params long[] sequences)
    {
        var (name, content) = await session.NextAsync();
        Assert.Equal(("inbox", previous), (name, content.GetProperty("previous").GetInt64()));
        Assert.Equal(sequences, content.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("sequence").GetInt64()));
        Assert.Equal(sequences.LastOrDefault(previous), content.GetProperty("position").GetProperty("sequence").GetInt64());
        return content;
    }
}
