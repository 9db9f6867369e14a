using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Notifications.DeadLetters;
using Notifications.Storage.DeadLetters;

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

        Assert.True(await Store.RemoveAsync("default", "1"));
        Assert.False(await Store.RemoveAsync("default", "1"));
        Assert.Equal(2, await Store.RemoveOfUserAsync("default", "anna"));
        Assert.Equal(["4"], await ListAsync(new()));
    }

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
