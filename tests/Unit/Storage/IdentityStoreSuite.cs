using Microsoft.Extensions.Time.Testing;
using Notifications.Storage.Identities;
using Notifications.Tests.Unit.Users.Identities;
using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Storage;

public abstract class IdentityStoreSuite(StoreOn on) : StoreSuite(on)
{
    private readonly FakeTimeProvider _time = new(Known.Now);
    private SqlIdentityStore _store = null!;

    [Fact]
    public async Task A_person_is_found_by_each_name_with_all_of_them()
    {
        await WriteAsync("default", "anna = accountId:5b name:anna");
        await WriteAsync("default", "ben = name:ben");
        await WriteAsync("other", "5b = accountId:5b");

        foreach (var name in Known.Names("sub:anna accountId:5b name:anna"))
        {
            var found = await _store.FindAsync("default", [name]);
            Assert.Equal(["Sub anna", "AccountId 5b", "Name anna"], found.OrderBy(one => one.Identifier.Kind).Select(one => one.Identifier.ToString()));
            Assert.All(found, one => Assert.Equal(("default", "anna", IdentityOrigin.Learned, Known.Now), (one.Site, one.User, one.Origin, one.Since)));
        }

        Assert.Empty(await _store.FindAsync("default", Known.Names("name:5b key:anna")));
        Assert.Equal((2, 1, 0), (await _store.CountAsync("default"), await _store.CountAsync("other"), await _store.CountAsync("third")));
    }

    [Fact]
    public async Task Changes_are_read_in_order_and_never_cut_within_a_version()
    {
        await WriteAsync("default", "anna = accountId:5b name:anna");
        await WriteAsync("default", "ben = name:ben");

        var first = (await _store.ReadChangesAsync(after: 0, limit: 2)).Names;
        Assert.Equal([1L, 1L, 1L], first.Select(name => name.Version));
        var rest = (await _store.ReadChangesAsync(after: 1, limit: 2)).Names;
        Assert.Equal(["Sub ben", "Name ben"], rest.OrderBy(name => name.Identifier.Kind).Select(name => name.Identifier.ToString()));
        Assert.Empty((await _store.ReadChangesAsync(after: 2, limit: 2)).Names);
    }

    [Fact]
    public async Task A_name_that_is_nobodys_any_more_is_told_for_a_day()
    {
        await WriteAsync("default", "anna = accountId:5b name:anna");
        var name = (await _store.FindAsync("default", Known.Names("name:anna"))).Single(one => one.Identifier.Kind == IdentifierKind.Name);
        await _store.WriteAsync("default", [new NameChange(name.Identifier, null, name.Origin, Known.Now, name.Version)]);

        var gone = Assert.Single((await _store.ReadChangesAsync(after: 1, limit: 10)).Names);
        Assert.Equal(("Name anna", null), (gone.Identifier.ToString(), gone.User));
        Assert.Equal(2, (await _store.ReadChangesAsync(after: 0, limit: 10)).Names.Count);

        _time.Advance(TimeSpan.FromDays(2));
        await WriteAsync("default", "ben = name:ben");
        Assert.DoesNotContain((await _store.ReadChangesAsync(after: 1, limit: 10)).Names, one => one.User is null);
    }

    [Fact]
    public async Task Names_that_are_nobodys_do_not_end_the_first_reading()
    {
        await WriteAsync("default", "anna = accountId:5b name:anna");
        var names = await _store.FindAsync("default", Known.Names("name:anna"));
        await _store.WriteAsync("default", [.. names.Select(name => new NameChange(name.Identifier, null, name.Origin, Known.Now, name.Version))]);
        await WriteAsync("default", "ben = name:ben");

        var directory = new IdentityDirectory();
        var first = await _store.ReadChangesAsync(directory.Version, limit: 2);
        directory.Apply(first);
        Assert.Equal((0, 2L, true, 2L), (first.Names.Count, first.Version, first.MayBeMore, directory.Version));
        directory.Apply(await _store.ReadChangesAsync(directory.Version, limit: 5));
        Assert.Equal("ben", directory.Find("default", IdentifierKind.Name, "ben"));
        Assert.Equal((3L, false), ((await _store.ReadChangesAsync(3, limit: 2)).Version, (await _store.ReadChangesAsync(3, limit: 2)).MayBeMore));
    }

    [Fact]
    public async Task What_another_has_written_meanwhile_is_not_overwritten()
    {
        await WriteAsync("default", "anna = name:anna");
        await Assert.ThrowsAsync<IdentityConflictException>(() => WriteAsync("default", "ben = name:ben name:anna"));
        Assert.Empty(await _store.FindAsync("default", Known.Names("name:ben")));

        var stale = new NameChange(Known.Name("name:anna"), "cleo", IdentityOrigin.Learned, Known.Now, Before: 7);
        await Assert.ThrowsAsync<IdentityConflictException>(() => _store.WriteAsync("default", [stale]));
        await _store.WriteAsync("default", [stale with { Before = 1 }]);
        Assert.Equal("cleo", (await _store.FindAsync("default", [stale.Identifier])).Single().User);
    }

    protected override ValueTask OpenAsync()
    {
        _store = new SqlIdentityStore(Database, _time);
        return ValueTask.CompletedTask;
    }

    private Task<long> WriteAsync(string site, string person)
    {
        var user = person.Split(" = ")[0];
        return _store.WriteAsync(site, [.. Known.Persons(person).Select(name =>
            new NameChange(name.Identifier, user, IdentityOrigin.Learned, Known.Now, Before: 0))]);
    }
}

public sealed class IdentityStoreOnSqlite() : IdentityStoreSuite(StoreOn.Sqlite);

public sealed class IdentityStoreOnPostgres() : IdentityStoreSuite(StoreOn.Postgres);
