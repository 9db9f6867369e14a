using Dapper;
using Notifications.Tests.Unit.Storage;
using Notifications.Users;
using Notifications.Users.Identities;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>That somebody was erased is kept, and who is not.</summary>
public abstract class WhoIsForgotten(StoreOn on) : UserSuite(on)
{
    [Fact]
    public async Task Nothing_is_kept_for_an_erased_user_after_a_restart_either_and_the_id_is_gone()
    {
        var user = await UserAsync();
        await user.ReceiveAsync("a");

        var owner = await EraseAsync(user);

        Assert.Empty(await NamesAsync("kate"));
        Assert.Single(await NamesAsync("erased%"));
        await user.StartAsync();
        await user.ReceiveAsync("late");
        Assert.Equal((true, 0L), (user.Context.State.IsErased, await user.RowsAsync()));
        Assert.Empty(await NamesAsync("kate"));

        // Erased once more, and let in again.
        Assert.True(await user.Admission.EraseAsync());
        Assert.Empty(await NamesAsync("kate"));
        await Erasures.LiftAsync(UserOfTest.Site, owner);
        await user.ReceiveAsync("again");
        Assert.Equal(["again"], await user.IdsAsync());
        Assert.Single(await NamesAsync("kate"));
        Assert.Empty(await NamesAsync("erased%"));
        await user.CheckCountsAsync();
    }

    [Fact]
    public async Task Whoever_knew_the_user_before_is_fenced()
    {
        var user = await UserAsync();
        var first = await UserAsync();
        await user.ReceiveAsync("a");
        var later = await UserAsync();

        await EraseAsync(user);

        var others = new UserPreferences { Mutes = [new Mute("jira:issue:A-1", null)] };
        await Assert.ThrowsAsync<ContextFencedException>(() => first.Wishes.SetAsync(others));
        await Assert.ThrowsAsync<ContextFencedException>(() => later.Wishes.SetAsync(others));
        Assert.Empty(await NamesAsync("kate"));
    }

    [Fact]
    public async Task An_erasure_that_a_crash_ended_is_finished_by_whoever_finds_it()
    {
        var store = new WatchedStore(Store);
        var user = await new UserOfTest(Database, store, Erasures, Time).StartAsync();
        await user.ReceiveAsync("a");
        store.Left = 1;
        await Assert.ThrowsAsync<Notifications.Storage.StoreUnavailableException>(user.Admission.EraseAsync);

        Assert.Equal("kate", Assert.Single(await Store.ReadDueUsersAsync(Time.GetUtcNow(), 10)).User);
        store.Left = int.MaxValue;
        await user.StartAsync();
        await user.Due.DoAsync();

        Assert.Empty(await NamesAsync("kate"));
        Assert.Equal(0, await user.RowsAsync());
        Assert.Empty(await Store.ReadDueUsersAsync(Time.GetUtcNow().AddYears(10), 10));
    }

    [Fact]
    public async Task One_that_was_erased_when_the_id_was_kept_is_so_still()
    {
        var user = await UserAsync();
        var owner = await EraseAsync(user);
        await Database.RunAsync(connection => connection.Execute("UPDATE user_context SET \"user\" = 'kate'"));

        await user.StartAsync();
        await user.ReceiveAsync("late");
        Assert.Equal((true, 0L), (user.Context.State.IsErased, await user.RowsAsync()));

        await Erasures.LiftAsync(UserOfTest.Site, owner);
        await user.ReceiveAsync("again");
        Assert.Equal(["again"], await user.IdsAsync());
    }

    private async Task<string> EraseAsync(UserOfTest user)
    {
        var erasure = await Erasures.BeginAsync(UserOfTest.Site, user.User, [new Identifier(IdentifierKind.Sub, user.User)], Time.GetUtcNow());
        Assert.True(await user.Admission.EraseAsync());
        return erasure!.Owner;
    }

    private Task<string[]> NamesAsync(string like) => Database.RunAsync(connection =>
        connection.Query<string>("SELECT \"user\" FROM user_context WHERE \"user\" LIKE @like", new { like }).ToArray());
}

public sealed class WhoIsForgottenOnSqlite() : WhoIsForgotten(StoreOn.Sqlite);

public sealed class WhoIsForgottenOnPostgres() : WhoIsForgotten(StoreOn.Postgres);
