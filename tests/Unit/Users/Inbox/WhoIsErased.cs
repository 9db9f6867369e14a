using Dapper;
using Notifications.Tests.Unit.Storage;
using Notifications.Users.Identities;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>What an erased user has, during it, afterwards and when readmitted.</summary>
public abstract class WhoIsErased(StoreOn on) : UserSuite(on)
{
    // More than one call deletes.
    private const int Many = 4_200;

    private static readonly Identifier Kate = new(IdentifierKind.Sub, "kate");

    [Fact]
    public async Task What_there_was_is_counted_under_every_name_before_anything_goes()
    {
        var kate = await UserAsync();
        await kate.ReceiveAsync("1", "2");
        await kate.EnqueueAsync(UserOfTest.Notification("waits"));
        var former = await UserAsync(user: "k1");
        await former.Wishes.SetAsync(new UserPreferences { Mutes = [new Mute("jira:issue:A-1", null)] });
        await Database.RunAsync(connection => connection.Execute(
            """
            INSERT INTO dead_letter (site, id, source, kind, reason, at, times, "user", cut, headers)
            VALUES ('default', 'd', 'jira', 2, 'It failed.', 0, 1, 'k1', FALSE, '{}')
            """));

        var erasure = await Erasures.BeginAsync("default", "kate", [Kate, new Identifier(IdentifierKind.Key, "k1")], Time.GetUtcNow());

        Assert.Equal((2, 2, 3, 1), (erasure!.Identifiers, erasure.Inboxes, erasure.Notifications, erasure.DeadLetters));
    }

    [Fact]
    public async Task A_large_inbox_goes_in_parts_and_nothing_is_kept_meanwhile()
    {
        var kate = await UserAsync();
        await BeginAsync(kate, Many);

        Assert.False(await kate.Admission.EraseAsync());
        Assert.True(kate.Context.State.IsErased);
        await kate.ReceiveAsync("late");
        Assert.Empty(await kate.IdsAsync(InboxView.All));

        // As after a crash.
        kate = await UserAsync();
        Assert.NotNull(kate.Context.State.Due);
        Assert.True(await kate.Admission.EraseAsync());
        Assert.Equal(0, await kate.RowsAsync());
        Assert.Null(kate.Context.State.Due);
        Assert.True(await kate.Admission.EraseAsync());
        await kate.CheckCountsAsync();
    }

    [Fact]
    public async Task Preferences_go_where_there_is_no_inbox()
    {
        var kate = await UserAsync();
        await kate.Wishes.SetAsync(new UserPreferences { Mutes = [new Mute("jira:issue:A-1", null)] });
        await Erasures.BeginAsync("default", "kate", [], Time.GetUtcNow());

        Assert.True(await kate.Admission.EraseAsync());

        Assert.Empty((await Store.LoadAsync("default", "kate")).Memory.Preferences.Mutes);
    }

    [Fact]
    public async Task Who_is_readmitted_is_let_in_by_the_next_notification_and_the_counts_are_right()
    {
        var kate = await UserAsync();
        var owner = await BeginAsync(kate, 3);
        Assert.True(await kate.Admission.EraseAsync());
        await kate.ReceiveAsync("late");
        Assert.Empty(await kate.IdsAsync(InboxView.All));

        await Erasures.LiftAsync("default", owner);
        await kate.ReceiveAsync("new");

        Assert.Equal(["new"], await kate.IdsAsync(InboxView.All));
        Assert.False(kate.Context.State.IsErased);
        await kate.CheckCountsAsync();
    }

    [Fact]
    public async Task Who_is_readmitted_too_early_waits_until_what_there_was_is_gone()
    {
        var kate = await UserAsync();
        var owner = await BeginAsync(kate, Many);
        Assert.False(await kate.Admission.EraseAsync());
        await Erasures.LiftAsync("default", owner);

        await kate.ReceiveAsync("early");
        Assert.True(kate.Context.State.IsErased);

        while (!await kate.Due.DoAsync())
        {
        }

        await kate.ReceiveAsync("new");
        Assert.Equal(["new"], await kate.IdsAsync(InboxView.All));
        await kate.CheckCountsAsync();
    }

    private async Task<string> BeginAsync(UserOfTest kate, int items)
    {
        await kate.ReceiveAsync("first");
        await Database.RunAsync(connection => connection.Execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @items)
            INSERT INTO inbox (site, "user", id, revision, queue, queued, due, tries, written, source, subject, rule, type, content, seen, read, archived, saved)
            SELECT site, "user", 'n' || n.i, revision, queue, queued, due, tries, written, source, subject, rule, type, content, seen, read, archived, saved
            FROM inbox CROSS JOIN n WHERE inbox.id = 'first'
            """,
            new { items }));
        return (await Erasures.BeginAsync("default", kate.User, [Kate], Time.GetUtcNow()))!.Owner;
    }
}

public sealed class WhoIsErasedOnSqlite() : WhoIsErased(StoreOn.Sqlite);

public sealed class WhoIsErasedOnPostgres() : WhoIsErased(StoreOn.Postgres);
