using System.Data.Common;
using Dapper;
using Notifications.Events;
using Notifications.Subjects;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Storage;

public abstract class PastEventsSuite(StoreOn on) : IAsyncLifetime
{
    private PastLog _log = null!;

    private protected PastLog Log => _log;

    public async ValueTask InitializeAsync() => _log = await PastLog.OpenAsync(on);

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Lists_a_range_page_by_page_in_the_order_of_the_log()
    {
        string[] keys = ["A-3", "A-1", "A-2", "A-1", "A-3"];
        foreach (var (i, key) in keys.Index())
            await AcceptAsync(key, $"e{i}", minutes: i % 2);

        var found = new List<PastPlace>();
        IReadOnlyList<PastPlace> page;
        do
        {
            page = await _log.Past.ListAsync(Range(), found.LastOrDefault(), 2, CancellationToken.None);
            Assert.True(page.Count <= 2);
            found.AddRange(page);
        }
        while (page.Count > 0);

        Assert.Equal(keys, found.Select(place => place.Subject.Id));
        Assert.Equal(found.Select(place => place.Position).Order(), found.Select(place => place.Position));
    }

    [Fact]
    public async Task Begins_with_the_first_moment_and_ends_before_the_last()
    {
        await AcceptAsync("A-0", "before");
        _log.Clock.Advance(TimeSpan.FromMinutes(1));
        await AcceptAsync("A-1", "first");
        _log.Clock.Advance(TimeSpan.FromMinutes(1));
        await AcceptAsync("A-2", "after");
        var range = new PastRange("default", PastLog.Start.AddMinutes(1), PastLog.Start.AddMinutes(2), []);

        Assert.Equal(["A-1"], (await _log.Past.ListAsync(range, null, 10, CancellationToken.None)).Select(place => place.Subject.Id));
        // The log knows milliseconds: a moment within one is after it.
        Assert.Empty(await _log.Past.ListAsync(range with { From = range.From.AddTicks(1) }, null, 10, CancellationToken.None));
    }

    [Theory]
    [InlineData("jira:issue:A-1", "A-1")]
    [InlineData("jira:issue:A-*", "A-1 A-10")]
    [InlineData("jira:issue:A_*", "A_1")]
    [InlineData("jira:issue:A%*", "")]
    [InlineData("jira:issue:B-1 jira:issue:A-10", "A-10 B-1")]
    [InlineData("", "A-1 A-10 A_1 B-1")]
    public async Task Lists_the_subjects_asked_for(string subjects, string found)
    {
        foreach (var key in (string[])["A-1", "A-10", "A_1", "B-1"])
            await AcceptAsync(key, $"of {key}");
        var range = Range() with { Subjects = subjects.Split(' ', StringSplitOptions.RemoveEmptyEntries) };

        var places = await _log.Past.ListAsync(range, null, 10, CancellationToken.None);

        Assert.Equal(found, string.Join(' ', places.Select(place => place.Subject.Id)));
    }

    [Fact]
    public async Task Knows_one_site_only()
    {
        await AcceptAsync("A-1", "ours");
        await _log.AcceptAsync(SampleEvent.Of(id: "theirs") with { Site = "other", Subject = Issue("A-1") });

        Assert.Single(await _log.Past.ListAsync(Range(), null, 10, CancellationToken.None));
        Assert.Equal("ours", Assert.Single(await _log.Past.ReadAsync(Range(), Issue("A-1"), 0, 10, CancellationToken.None)).Event.Id);
        Assert.Empty(await _log.Past.FindAsync("default", "theirs", CancellationToken.None));
        Assert.Single(await _log.Past.FindAsync("other", "theirs", CancellationToken.None));
    }

    [Fact]
    public async Task Reads_a_subject_and_what_came_before_it()
    {
        for (var i = 0; i < 6; i++)
            await AcceptAsync("A-1", $"e{i}", minutes: 1);
        var range = Range() with { From = PastLog.Start.AddMinutes(3) };

        var first = await _log.Past.ReadAsync(range, Issue("A-1"), 0, 2, CancellationToken.None);
        var second = await _log.Past.ReadAsync(range, Issue("A-1"), first[^1].Sequence, 2, CancellationToken.None);
        var before = await _log.Past.ReadBeforeAsync("default", Issue("A-1"), first[0].Sequence, 2, 1_000_000, CancellationToken.None);

        Assert.Equal(["e1", "e2"], before.Select(logged => logged.Event.Id));
        Assert.Equal(["e3", "e4"], first.Select(logged => logged.Event.Id));
        Assert.Equal(["e5"], second.Select(logged => logged.Event.Id));
    }

    [Fact]
    public async Task Finds_an_id_in_each_source()
    {
        await _log.AcceptAsync(
            SampleEvent.Of(id: "7", source: "jira"), SampleEvent.Of(id: "7", source: "ci"), SampleEvent.Of(id: "8", source: "wiki"));

        Assert.Equal(["ci", "jira"], (await _log.Past.FindAsync("default", "7", CancellationToken.None)).Select(logged => logged.Event.Source));
        Assert.Equal("jira:issue:DEMO-1", (await _log.Past.FindAsync("default", "7", CancellationToken.None))[1].Event.Subject.ToString());
    }

    [Fact]
    public async Task Cannot_write()
    {
        await AcceptAsync("A-1", "e1");
        using var connection = _log.Database.OpenToRead();

        Assert.Matches("read-?only", Assert.ThrowsAny<DbException>(() => connection.Execute("DELETE FROM event")).Message);
    }

    private static PastRange Range() => new("default", PastLog.Start, PastLog.Start.AddDays(1), []);

    private static Subject Issue(string key) => new("jira", "issue", key);

    private async Task AcceptAsync(string key, string id, int minutes = 0)
    {
        await _log.AcceptAsync(SampleEvent.Of(id: id) with { Subject = Issue(key) });
        _log.Clock.Advance(TimeSpan.FromMinutes(minutes));
    }
}

public sealed class PastEventsOnSqlite() : PastEventsSuite(StoreOn.Sqlite)
{
    [Fact]
    public void The_index_gives_the_order_and_the_subjects_without_the_rows()
    {
        using var connection = Log.Database.OpenToRead();
        using var plan = connection.ExecuteReader(
            """
            EXPLAIN QUERY PLAN SELECT accepted, position, subject FROM event
            WHERE site = 'default' AND (accepted, position) > (1, 1) AND accepted < 9 AND (subject = 'a' OR substr(subject, 1, 1) = 'b')
            ORDER BY accepted, position LIMIT 5
            """);

        Assert.True(plan.Read());
        Assert.StartsWith("SEARCH event USING COVERING INDEX event_accepted (site=? AND", plan.GetString(3), StringComparison.Ordinal);
        Assert.False(plan.Read());
    }
}

public sealed class PastEventsOnPostgres() : PastEventsSuite(StoreOn.Postgres);
