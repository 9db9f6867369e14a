using Microsoft.Extensions.Time.Testing;
using Notifications.Cluster;
using Notifications.Inbox;
using Notifications.Live;
using Notifications.Tokens;
using Notifications.Users;

namespace Notifications.Tests.Unit.Live;

/// <summary>What a session is answered that attaches, returns, or asks what it missed.</summary>
public sealed class UserViewAnswerTests : UserViewSuite
{
    [Fact]
    public async Task After_another_life_of_the_store_sessions_are_told_where_the_inbox_stands_and_that_nobody_can_tell()
    {
        await AttachAsync(Anna);
        Users.Take(Context.Commit(Arrived("a")));
        await AssertNextAsync(Anna, previous: 0, 1);
        Context.Restart("other", 7);

        await RenewAsync();

        var standing = await AssertNextAsync(Anna, previous: 7);
        Assert.Equal("other", standing.GetProperty("position").GetProperty("epoch").GetString());
        var missed = await MissedAsync(Anna, new UserPosition("epoch", 1));
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
    public async Task The_digest_of_a_quiet_time_is_passed_on_also_where_nobody_can_tell_the_rest()
    {
        Context.Restart("epoch", 7);
        Context.Remember(TestUserContext.Digest("digest") with { Sequence = 5 });

        var missed = (await AttachAsync(Anna, new UserPosition("epoch", 3)))!;
        var asked = await MissedAsync(Anna, new UserPosition("epoch", 4));
        var knows = await MissedAsync(Anna, new UserPosition("epoch", 5));

        Assert.Equal((false, false, false), (missed.Complete, asked.Complete, knows.Complete));
        foreach (var answer in (InboxMissed[])[missed, asked])
        {
            var change = Assert.Single(answer.Missed);
            Assert.Equal((5, UserChangeKind.Digest, "digest"), (change.Sequence, change.Kind, change.Digest!.Id));
        }

        Assert.Empty(knows.Missed);
    }

    [Fact]
    public async Task Who_comes_anew_is_told_the_last_digest_until_somebody_saw_it()
    {
        Context.Restart("epoch", 7);
        Context.Remember(TestUserContext.Digest("digest") with { Sequence = 5 });

        var first = (await AttachAsync(Anna))!;
        var second = (await AttachAsync(Reader()))!;
        Users.Acknowledged(Anna.Token, ["digest"]);
        var third = (await AttachAsync(Reader()))!;

        Assert.Equal((true, "digest", 7), (first.Complete, Assert.Single(first.Missed).Digest!.Id, first.Position.Sequence));
        Assert.Equal("digest", Assert.Single(second.Missed).Digest!.Id);
        Assert.Empty(third.Missed);
        Assert.Equal(1, Context.Attached);
    }

    [Fact]
    public async Task A_digest_that_was_told_to_others_is_told_to_who_comes_anew_and_no_more_once_the_context_says_so()
    {
        await AttachAsync(Anna);
        Users.Take(Context.Commit(TestUserContext.Digest("digest")));

        Assert.Equal("digest", Assert.Single((await AttachAsync(Reader()))!.Missed).Digest!.Id);
        // Somebody saw it on another gateway.
        await RenewAsync();
        Assert.Empty((await AttachAsync(Reader()))!.Missed);
    }

    [Fact]
    public async Task A_digest_beyond_where_the_gateway_stands_comes_when_it_has_caught_up()
    {
        await AttachAsync(Anna);
        Context.Restart("epoch", 2);
        Context.Remember(TestUserContext.Digest("digest") with { Sequence = 2 });

        var missed = (await AttachAsync(Reader(), new UserPosition("epoch", 1)))!;
        Assert.Equal((false, 0, 0), (missed.Complete, missed.Position.Sequence, missed.Missed.Count));
        await RenewAsync();

        await AssertNextAsync(Anna, previous: 2);
        Assert.Equal("digest", Assert.Single((await MissedAsync(Anna, new UserPosition("epoch", 0))).Missed).Digest!.Id);
    }

    [Fact]
    public async Task Who_returns_where_the_gateway_stands_needs_nobody_else()
    {
        await AttachAsync(Anna);
        Users.Take(Context.Commit(Arrived("a")));

        var missed = await AttachAsync(Reader(), new UserPosition("epoch", 1));

        Assert.Equal((true, 0), (missed!.Complete, Context.Replayed));
        Assert.Equal(1, Context.Attached);
    }

    [Fact]
    public async Task Who_is_ahead_of_the_gateway_takes_it_along()
    {
        await AttachAsync(Anna);
        for (var i = 0; i < 4; i++)
            Context.Commit(Arrived($"{i}"));

        var missed = await AttachAsync(Reader(), new UserPosition("epoch", 3));

        Assert.Equal([4], missed!.Missed.Select(change => change.Sequence));
        await AssertNextAsync(Anna, previous: 0, 1, 2, 3, 4);
    }

    [Fact]
    public async Task What_is_told_while_an_answer_is_on_its_way_is_in_the_answer()
    {
        await AttachAsync(Anna);
        Users.Take(Context.Commit(Arrived("a")));
        Context.AfterReplay = () =>
        {
            Context.AfterReplay = () => Task.CompletedTask;
            Users.Take(Context.Commit(Arrived("b")));
            return Task.CompletedTask;
        };
        var returning = Reader();

        var missed = await AttachAsync(returning, new UserPosition("epoch", 0));
        Users.Take(Context.Commit(Arrived("c")));

        Assert.Equal([1, 2], missed!.Missed.Select(change => change.Sequence));
        await AssertNextAsync(returning, previous: 2, 3);
    }

    [Fact]
    public async Task A_message_that_overtakes_the_first_answer_is_not_lost()
    {
        var view = new UserView("default", "anna", Context.AsUserContexts(), TestSession.Metrics);
        Context.OnAttach = () => view.Take(Context.Commit(Arrived("a")));

        var missed = await view.JoinAsync(Anna.Session, Anna.Token, after: null);

        Assert.Equal(0, missed!.Position.Sequence);
        await AssertNextAsync(Anna, previous: 0, 1);
    }

    [Fact]
    public async Task Without_the_context_flags_go_on_and_the_inbox_is_refused()
    {
        var time = new FakeTimeProvider();
        Context.Prefer(Muted);
        Context.Failure = new TimeoutException("The store is down.");
        var users = new UserSessions(Context.AsUserContexts(time), TestSession.Metrics);
        var viewer = new TestSession("anna", new HubOptions(), TimeProvider.System, permissions: Permissions.Flags);

        await UntilDoneAsync(users.AttachAsync(viewer.Session, viewer.Token, null));
        await Assert.ThrowsAsync<ClusterUnavailableException>(() => UntilDoneAsync(users.AttachAsync(Anna.Session, Anna.Token, null)));

        Context.Failure = null;
        await users.All.Single().AnnounceAsync();
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
}
