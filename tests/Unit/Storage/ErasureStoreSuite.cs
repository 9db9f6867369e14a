using Dapper;
using Notifications.Storage.Erasing;
using Notifications.Users.Erasing;
using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Storage;

public abstract class ErasureStoreSuite(StoreOn on) : StoreSuite(on)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly Identifier Anna = new(IdentifierKind.Sub, "anna");
    private static readonly Identifier Name = new(IdentifierKind.Name, "anna.a");
    private static readonly Identifier Account = new(IdentifierKind.AccountId, "5b");

    private SqlErasureStore Store => new(Database, Writes);

    [Fact]
    public async Task Who_was_erased_is_known_by_every_name_until_readmitted()
    {
        var erased = new ErasedPersons(Store, new IdentityDirectory());
        await erased.RefreshAsync();
        Assert.False(erased.IsErased("default", "anna"));

        var owner = await EraseAsync("anna", Anna, Name, Account);
        await erased.RefreshAsync();

        Assert.True(erased.IsErased("default", "anna"));
        // Of whom nothing else is known, the first name in an event is the user id.
        Assert.True(erased.IsErased("default", "5b"));
        Assert.True(erased.IsErased("default", [Account]));
        Assert.True(erased.IsErased("default", [Name]));
        Assert.False(erased.IsErased("other", "anna"));
        Assert.False(erased.IsErased("default", "ben"));
        foreach (var name in (string[])["anna", "anna.a", "5b"])
            Assert.Equal(owner, await Store.FindOwnerAsync("default", name));
        Assert.Null(await Store.FindOwnerAsync("other", "anna"));

        Assert.True(await Store.LiftAsync("default", owner));
        Assert.False(await Store.LiftAsync("default", owner));
        await erased.RefreshAsync();
        Assert.False(erased.IsErased("default", "anna"));
        Assert.False(erased.IsErased("default", [Name]));
        Assert.Null(await Store.FindAsync("default", owner));
    }

    [Fact]
    public async Task A_name_that_passes_to_somebody_else_does_not_make_an_erased_person_of_them()
    {
        var erased = new ErasedPersons(Store, new IdentityDirectory());
        await EraseAsync("anna", Anna, Name, Account);
        await erased.RefreshAsync();

        Assert.False(erased.IsErased("default", [new Identifier(IdentifierKind.AccountId, "6c"), Name]));
        // With a key, of which the erased had none, it may be the same person.
        Assert.True(erased.IsErased("default", [new Identifier(IdentifierKind.Key, "JIRAUSER1"), Name]));
    }

    [Fact]
    public async Task An_address_is_the_same_in_whatever_case()
    {
        var erased = new ErasedPersons(Store, new IdentityDirectory());
        await EraseAsync("anna", Anna, new Identifier(IdentifierKind.Email, "anna@example.com"));
        await EraseAsync("Eve@example.com", new Identifier(IdentifierKind.Sub, "Eve@example.com"));
        await erased.RefreshAsync();

        Assert.True(erased.IsErased("default", "Anna@Example.com"));
        Assert.True(erased.IsErased("default", "eve@example.com"));
        Assert.NotNull(await Store.FindOwnerAsync("default", "ANNA@example.com"));
    }

    [Fact]
    public async Task What_is_left_to_do_is_there_until_it_is_done_and_then_no_name_is()
    {
        var begun = await Store.BeginAsync("default", "anna", [Anna, Name], Now);
        Assert.Equal([Anna, Name], begun!.Names);
        Assert.Equal(("anna", 2L), (begun.User, begun.Identifiers));
        Assert.Equal([("default", begun.Owner)], await Store.ReadOpenAsync(10));

        // What was counted first is what there was.
        var again = await Store.BeginAsync("default", "anna", [Account], Now.AddMinutes(1));
        Assert.Equal([Anna, Name, Account], again!.Names);
        Assert.Equal((Now, 2L), (again.Begun, again.Identifiers));

        var done = await Store.EndAsync("default", begun.Owner, Now.AddMinutes(2));
        Assert.Equal((Now.AddMinutes(2), 2L), (done!.Done, done.Identifiers));
        Assert.Empty(done.Names);
        Assert.Empty(await Store.ReadOpenAsync(10));
        Assert.Equal(done.Done, (await Store.EndAsync("default", begun.Owner, Now.AddMinutes(3)))!.Done);
        Assert.Equal(0, await Database.RunAsync(connection => connection.QuerySingle<long>(
            "SELECT count(*) FROM erasure WHERE names IS NOT NULL")));
    }

    [Fact]
    public async Task Of_whom_nothing_is_known_nothing_is_noted()
    {
        Assert.Null(await Store.BeginAsync("default", "nobody", [], Now));

        Assert.Empty(await Store.ReadOpenAsync(10));
        Assert.Null(await Store.FindOwnerAsync("default", "nobody"));
    }

    [Fact]
    public async Task Whoever_begins_at_the_same_time_begins_the_same()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.BeginAsync("default", "anna", [Anna, Name], Now)));

        Assert.All(begun, one => Assert.Equal(begun[0]!.Owner, one!.Owner));
        Assert.Single(await Store.ReadOpenAsync(10));
    }

    private async Task<string> EraseAsync(string user, params Identifier[] names) => (await Store.BeginAsync("default", user, names, Now))!.Owner;
}

public sealed class ErasureStoreOnSqlite() : ErasureStoreSuite(StoreOn.Sqlite);

public sealed class ErasureStoreOnPostgres() : ErasureStoreSuite(StoreOn.Postgres);
