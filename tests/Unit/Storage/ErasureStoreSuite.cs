using Notifications.Storage.Erasing;
using Notifications.Users.Erasing;
using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Storage;

public abstract class ErasureStoreSuite(StoreOn on) : StoreSuite(on)
{
    private static readonly Identifier Anna = new(IdentifierKind.Sub, "anna");
    private static readonly Identifier Name = new(IdentifierKind.Name, "anna.a");
    private static readonly Identifier Account = new(IdentifierKind.AccountId, "5b");

    private SqlErasureStore Store => new(Database, Writes);

    [Fact]
    public async Task Who_was_erased_is_known_by_every_name_until_readmitted()
    {
        var directory = new IdentityDirectory();
        var erased = new ErasedPersons(Store, directory);
        await erased.RefreshAsync();
        Assert.False(erased.IsErased("default", "anna"));

        await EraseAsync(Anna, Name, Account);
        await erased.RefreshAsync();

        Assert.True(erased.IsErased("default", "anna"));
        // Of whom nothing else is known, the first name in an event is the user id.
        Assert.True(erased.IsErased("default", "5b"));
        Assert.True(erased.IsErased("default", [Account]));
        Assert.True(erased.IsErased("default", [Name]));
        Assert.False(erased.IsErased("other", "anna"));
        Assert.False(erased.IsErased("default", "ben"));

        Assert.True(await Store.LiftAsync("default", NameHash.Of("default", Account)));
        Assert.False(await Store.LiftAsync("default", NameHash.Of("default", Anna)));
        await erased.RefreshAsync();
        Assert.False(erased.IsErased("default", "anna"));
        Assert.False(erased.IsErased("default", [Name]));
    }

    [Fact]
    public async Task A_name_that_passes_to_somebody_else_does_not_make_an_erased_person_of_them()
    {
        var erased = new ErasedPersons(Store, new IdentityDirectory());
        await EraseAsync(Anna, Name, Account);
        await erased.RefreshAsync();

        Assert.False(erased.IsErased("default", [new Identifier(IdentifierKind.AccountId, "6c"), Name]));
        // With a key, of which the erased had none, it may be the same person.
        Assert.True(erased.IsErased("default", [new Identifier(IdentifierKind.Key, "JIRAUSER1"), Name]));
    }

    private Task EraseAsync(Identifier user, params Identifier[] names) => Store.AddAsync(
        "default", [.. names.Append(user).Select(name => new ErasedName(NameHash.Of("default", name), name.Kind, NameHash.Of("default", user)))]);
}

public sealed class ErasureStoreOnSqlite() : ErasureStoreSuite(StoreOn.Sqlite);

public sealed class ErasureStoreOnPostgres() : ErasureStoreSuite(StoreOn.Postgres);
