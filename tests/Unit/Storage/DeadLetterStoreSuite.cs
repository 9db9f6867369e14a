using System.Diagnostics.Metrics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Notifications.DeadLetters;
using Notifications.Storage.DeadLetters;
using Notifications.Storage.Kept;
using Notifications.Tests.Unit.Users.Inbox;
using Notifications.Users.Kept;

namespace Notifications.Tests.Unit.Storage;

public abstract class DeadLetterStoreSuite(StoreOn on) : StoreSuite(on)
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private SqlDeadLetterStore? _store;

    private SqlDeadLetterStore Store => _store ??= new(
        Database, Writes, Options.Create(new DeadLetterOptions { MaxPerSite = 5, MaxAge = TimeSpan.FromDays(1) }), _time,
        new DeadLetterMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()));

    [Fact]
    public async Task What_was_added_is_there_as_it_was()
    {
        var letter = Letter("1") with
        {
            Place = "$.issue",
            Subject = "jira:issue:A-1",
            Sequence = 7,
            User = "anna",
            Notification = "n",
            Headers = new Dictionary<string, string> { ["content-type"] = "application/json" },
        };
        await Store.AddAsync(letter.WithBody("{}"u8.ToArray()));

        var found = await Store.FindAsync("default", "1");
        Assert.Equal("{}"u8.ToArray(), found!.Body);
        Assert.Equal("application/json", found.Headers["content-type"]);
        Assert.Equal(letter, found with { Body = null, Headers = letter.Headers });
        Assert.Null(await Store.FindAsync("other", "1"));
        Assert.Null(Assert.Single(await Store.ListAsync("default", new DeadLetterQuery())).Body);
    }

    [Fact]
    public async Task The_same_again_is_counted_and_has_the_newest_reason()
    {
        await Store.AddAsync(Letter("1").WithBody("{}"u8.ToArray()));
        await Store.AddAsync(Letter("1", minute: 2) with { Reason = "Another." });

        var found = await Store.FindAsync("default", "1");
        Assert.Equal(("Another.", 2, Moment(2)), (found!.Reason, found.Times, found.At));
        Assert.Equal("{}"u8.ToArray(), found.Body);
    }

    [Fact]
    public async Task They_are_listed_newest_first_page_by_page_also_those_of_one_moment()
    {
        await Store.AddAsync(Letter("a", minute: 1));
        await Store.AddAsync(Letter("b", minute: 2));
        await Store.AddAsync(Letter("c", minute: 2) with { Source = "wiki" });
        await Store.AddAsync(Letter("d", minute: 2) with { Kind = DeadLetterKind.NotDelivered, User = "anna" });
        await Store.AddAsync(Letter("e", minute: 3) with { Subject = "jira:issue:A-1" });

        Assert.Equal(["e", "d"], await ListAsync(new() { Limit = 2 }));
        Assert.Equal(["c", "b"], await ListAsync(new() { Limit = 2, After = new DeadLetterPlace(Moment(2), "d") }));
        Assert.Equal(["a"], await ListAsync(new() { Limit = 2, After = new DeadLetterPlace(Moment(2), "b") }));
        Assert.Equal(["c"], await ListAsync(new() { Source = "wiki" }));
        Assert.Equal(["d"], await ListAsync(new() { Kind = DeadLetterKind.NotDelivered }));
        Assert.Equal(["d"], await ListAsync(new() { User = "anna" }));
        Assert.Equal(["e"], await ListAsync(new() { Subject = "jira:issue:A-1" }));
    }

    [Fact]
    public async Task A_site_has_no_more_than_it_may_have_and_none_that_is_too_old()
    {
        for (var i = 0; i < 8; i++)
            await Store.AddAsync(Letter($"{i}", minute: i));
        await Store.AddAsync(Letter("other", minute: 0) with { Site = "other" });

        Assert.Equal(["7", "6", "5", "4", "3"], await ListAsync(new()));
        Assert.NotNull(await Store.FindAsync("other", "other"));

        _time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(6));
        Assert.Equal(["7", "6"], await ListAsync(new()));
    }

    [Fact]
    public async Task They_are_taken_out_one_by_one_or_those_of_a_user()
    {
        await Store.AddAsync(Letter("1"));
        await Store.AddAsync(Letter("2") with { User = "anna" });
        await Store.AddAsync(Letter("3") with { User = "anna" });
        await Store.AddAsync(Letter("4") with { User = "ben" });

        Assert.True(await Store.DiscardAsync("default", "1"));
        Assert.False(await Store.DiscardAsync("default", "1"));
        Assert.Equal(2, await Store.DiscardOfUserAsync("default", "anna"));
        Assert.Equal(["4"], await ListAsync(new()));
    }

    [Fact]
    public async Task What_could_not_be_delivered_goes_with_its_letter_however_that_goes()
    {
        foreach (var id in new[] { "discarded", "old", "many", "stays" })
            await EndAsync(id);
        await AcknowledgeAsync("delivered");
        await EndAsync("again");
        await Queue.RequeueAsync("default", "anna", "again");
        Assert.Equal(6, await CountRowsAsync());

        // What was sent again, and what an earlier revision of is in the inbox, is left alone.
        foreach (var id in new[] { "discarded", "delivered", "again" })
        {
            await Store.AddAsync(Undelivered(id));
            Assert.True(await Store.DiscardAsync("default", id));
        }

        Assert.Equal(["again", "delivered", "many", "old", "stays"], await RowsAsync());
        await Store.AddAsync(Undelivered("old"));
        _time.Advance(TimeSpan.FromDays(2));
        await Store.AddAsync(Undelivered("many") with { At = Moment(2 * 24 * 60) });
        Assert.Equal(["again", "delivered", "many", "stays"], await RowsAsync());
        for (var i = 1; i <= 5; i++)
            await Store.AddAsync(Letter($"{i}", minute: (2 * 24 * 60) + i));
        Assert.Equal(["again", "delivered", "stays"], await RowsAsync());
        await Store.AddAsync(Undelivered("stays") with { At = Moment((2 * 24 * 60) + 9) });
        Assert.Equal(1, await Store.DiscardOfUserAsync("default", "anna"));
        Assert.Equal(["again", "delivered"], await RowsAsync());
    }

    [Fact]
    public async Task One_that_was_sent_again_is_gone_unless_it_ended_there_once_more()
    {
        await Store.AddAsync(Letter("1"));
        var sent = await Store.FindAsync("default", "1");
        await Store.AddAsync(Letter("1", minute: 1));

        await Store.RemoveAsync(sent!);
        Assert.NotNull(await Store.FindAsync("default", "1"));

        await Store.RemoveAsync((await Store.FindAsync("default", "1"))!);
        Assert.Null(await Store.FindAsync("default", "1"));
    }

    [Fact]
    public async Task A_reason_that_quotes_what_a_database_does_not_take_is_written_without_it()
    {
        await Store.AddAsync(Letter("1") with { Reason = "No \0 and no \ud800 here, but \ud83d\ude00.", Place = "$.a\0" });

        var found = await Store.FindAsync("default", "1");
        Assert.Equal(("No \ufffd and no \ufffd here, but \ud83d\ude00.", "$.a\ufffd"), (found!.Reason, found.Place));
    }

    private SqlKeptQueue Queue => new(Database, Writes, _time);

    private async Task EndAsync(string id)
    {
        await Queue.EnqueueAsync(new KeptEntry("default", "anna", 0, UserOfTest.Notification(id)));
        var row = (await Queue.ReadAsync(KeptSlots.All, _time.GetUtcNow(), KeptExceptions.None, 10)).Single(row => row.Id == id);
        await Queue.FailAsync([row.Position], maxTries: 0, _time.GetUtcNow());
    }

    private async Task AcknowledgeAsync(string id)
    {
        await EndAsync(id);
        await Database.RunAsync(connection => connection.Execute("UPDATE inbox SET sequence = 1 WHERE id = @id", new { id }));
    }

    private Task<string[]> RowsAsync() => Database.RunAsync(connection => connection.Query<string>("SELECT id FROM inbox ORDER BY id").ToArray());

    private async Task<int> CountRowsAsync() => (await RowsAsync()).Length;

    private static DeadLetter Undelivered(string id) =>
        Letter(id) with { Kind = DeadLetterKind.NotDelivered, User = "anna", Notification = id };

    private async Task<IEnumerable<string>> ListAsync(DeadLetterQuery query) =>
        (await Store.ListAsync("default", query)).Select(letter => letter.Id);

    private static DeadLetter Letter(string id, int minute = 0) => new()
    {
        Id = id,
        Site = "default",
        Source = "jira",
        Kind = DeadLetterKind.Refused,
        Reason = "It is no event.",
        At = Moment(minute),
    };

    private static DateTimeOffset Moment(int minute) => DateTimeOffset.FromUnixTimeSeconds(1_800_000_000).AddMinutes(minute);
}

public sealed class DeadLetterStoreOnSqlite() : DeadLetterStoreSuite(StoreOn.Sqlite);

public sealed class DeadLetterStoreOnPostgres() : DeadLetterStoreSuite(StoreOn.Postgres);
