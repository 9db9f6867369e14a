using Microsoft.Extensions.Time.Testing;
using Notifications.Live;
using Notifications.Subjects;

namespace Notifications.Tests.Unit.Live;

public sealed class SessionTests
{
    private static readonly string Long = new('x', 2_000);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_full_queue_is_dropped_and_the_browser_told_to_resync_and_of_its_counts()
    {
        var session = new TestSession("anna", new HubOptions { QueueCapacity = 4 }, _time, socketBytes: 4_000);
        session.Session.TryAdd(new Subject("jira", "issue", "A-1"));
        session.Session.SendCounts(Session.Message("counts", new { unread = 3 }));

        var sent = Enumerable.Range(0, 50).Count(_ => session.Session.Send(Session.Message("flags", Long)));

        Assert.InRange(sent, 3, 10);
        var names = new List<string>();
        do
            names.Add((await session.NextAsync()).Name);
        while (names[^1] != "resync");
        Assert.True(names.Count < sent + 2, "What was queued when the queue ran full is dropped.");
        Assert.Equal("counts", (await session.NextAsync()).Name);
        Assert.True(session.Session.Send(Session.Message("after", "")));
        Assert.Equal("after", (await session.NextAsync()).Name);
    }

    [Fact]
    public async Task A_session_that_ends_says_why_and_sends_nothing_that_waited()
    {
        var session = new TestSession("anna", new HubOptions { QueueCapacity = 50 }, _time, socketBytes: 4_000);
        for (var i = 0; i < 20; i++)
            session.Session.Send(Session.Message("flags", Long));

        session.Session.End(new EndedMessage("token_expired", "Get a new token.", Reconnect: true));

        var names = new List<string>();
        do
            names.Add((await session.NextAsync()).Name);
        while (names[^1] != "ended");
        Assert.True(names.Count < 10);
        Assert.False(session.Session.Send(Session.Message("flags", Long)));
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
}
