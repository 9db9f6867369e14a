using Microsoft.Extensions.Time.Testing;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Users;

namespace Notifications.Tests.Unit.Live;

public sealed class SessionTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_full_queue_is_dropped_and_the_browser_told_to_resync_and_where_its_inbox_stands()
    {
        var session = await BlockedAsync(queueCapacity: 4);
        session.Session.TryAdd(new Subject("jira", "issue", "A-1"));

        session.Session.SendInbox(Session.Message("inbox", "a change"), new InboxStanding(new UserPosition("epoch", 7), new UserCounts(3, 7, 1)));
        for (var i = 0; i < 3; i++)
            Assert.True(session.Session.Send(Session.Message("flags", "queued")));
        Assert.False(session.Session.Send(Session.Message("flags", "too many")));

        Assert.Equal("blocking", (await session.NextAsync()).Name);
        Assert.Equal("resync", (await session.NextAsync()).Name);
        var (name, inbox) = await session.NextAsync();
        Assert.Equal(("inbox", 7), (name, inbox.GetProperty("previous").GetInt64()));
        Assert.Equal(7, inbox.GetProperty("position").GetProperty("sequence").GetInt64());
        Assert.Equal(0, inbox.GetProperty("changes").GetArrayLength());
        Assert.True(session.Session.Send(Session.Message("after", "")));
        Assert.Equal("after", (await session.NextAsync()).Name);
    }

    [Fact]
    public async Task A_session_that_ends_says_why_and_sends_nothing_that_waited()
    {
        var session = await BlockedAsync(queueCapacity: 50);
        for (var i = 0; i < 20; i++)
            session.Session.Send(Session.Message("flags", "queued"));

        session.Session.End(new EndedMessage("token_expired", "Get a new token.", Reconnect: true));

        Assert.Equal("blocking", (await session.NextAsync()).Name);
        Assert.Equal("ended", (await session.NextAsync()).Name);
        Assert.False(session.Session.Send(Session.Message("flags", "late")));
    }

    [Fact]
    public void A_session_has_so_many_subjects_and_no_more()
    {
        var session = new TestSession("anna", new HubOptions { MaxSubjects = 2 }, _time).Session;
        var (a, b, c) = (new Subject("jira", "issue", "A-1"), new Subject("jira", "issue", "A-2"), new Subject("jira", "issue", "A-3"));

        Assert.True(session.TryAdd(a) && session.TryAdd(b) && session.TryAdd(a));
        Assert.False(session.TryAdd(c));
        Assert.True(session.Remove(a) && session.TryAdd(c));
    }

    /// <summary>A session whose browser does not read, with one message in its socket that fills it.</summary>
    private async Task<TestSession> BlockedAsync(int queueCapacity)
    {
        const int socketBytes = 4_000;
        var session = new TestSession("anna", new HubOptions { QueueCapacity = queueCapacity }, _time, socketBytes);
        session.Session.Send(Session.Message("blocking", new string('x', 2 * socketBytes)));
        await session.UntilSendingAsync();
        return session;
    }
}
