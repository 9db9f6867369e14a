using Notifications.Subjects;
using Notifications.Tests.Unit.Storage;
using Notifications.Users;
using Notifications.Users.Inbox;
using static Notifications.Tests.Unit.Users.Inbox.UserOfTest;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>Orders about more than one write changes: each part is a change of its own.</summary>
public abstract class WhatIsDoneToMany(StoreOn on) : UserSuite(on)
{
    private WatchedStore Watched => field ??= new(Store);

    [Theory]
    [InlineData(InboxOperation.Read)]
    [InlineData(InboxOperation.Archive)]
    [InlineData(InboxOperation.Snooze)]
    [InlineData(InboxOperation.Save)]
    public async Task Everything_is_done_once_part_by_part_and_told_with_one_message(InboxOperation operation)
    {
        var user = await FilledAsync(8);
        var told = user.Told.Count;

        var done = await user.Orders.ChangeAsync(new InboxOrder { Operation = operation, All = new InboxQuery(), For = SnoozeWords.Resolved });

        Assert.Equal((8, 11), (done.Changed, done.Counts.Version));
        var update = Assert.Single(user.Told.Skip(told));
        Assert.Equal([["n8", "n7", "n6"], ["n5", "n4", "n3"], ["n2", "n1"]], update.Changes.Select(change => change.Ids));
        Assert.All(update.Changes, change => Assert.Equal(operation, change.Operation));
        Assert.Equal(0, (await user.Orders.ChangeAsync(new InboxOrder { Operation = operation, All = new InboxQuery(), For = SnoozeWords.Resolved })).Changed);
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_arrives_meanwhile_gets_in_between_and_is_left_alone()
    {
        var user = await FilledAsync(6);
        await user.EnqueueAsync(Notification("late"));
        Task? arrival = null;
        Watched.Committing = () =>
        {
            arrival ??= user.Deliveries.TakeAsync([Notification("late")]);
            return _ => { };
        };

        var done = await user.DoAsync(InboxOperation.Read, new InboxQuery());
        await arrival!;

        Assert.Equal(6, done.Changed);
        Assert.Equal(["late"], await user.IdsAsync(InboxView.Unread));
        Assert.Equal([7, 8, 9], user.Changes.Skip(6).Select(change => change.Sequence));
        Assert.Equal(UserChangeKind.Arrived, user.Changes.Single(change => change.Sequence == 8).Kind);
        await user.CheckAsync();
    }

    [Fact]
    public async Task A_later_order_waits_for_the_one_before()
    {
        var user = await FilledAsync(6);

        var all = user.DoAsync(InboxOperation.Read, new InboxQuery());
        var one = user.DoAsync(InboxOperation.Unread, "n1");

        Assert.Equal((6, 1), ((await all).Changed, (await one).Changed));
        Assert.Equal(["n1"], await user.IdsAsync(InboxView.Unread));
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_ends_in_between_is_done_as_far_as_it_came_and_goes_on_when_it_is_ordered_again()
    {
        var user = await FilledAsync(8);
        Watched.Left = 2;

        await Assert.ThrowsAsync<Notifications.Storage.StoreUnavailableException>(() => user.DoAsync(InboxOperation.Archive, new InboxQuery()));

        // Those who look are told of what was done.
        await user.CheckAsync();
        Watched.Left = int.MaxValue;
        await user.StartAsync();
        Assert.Equal((2, 8, 10), (user.Context.State.Unread, user.Context.State.Total, user.Context.State.Version));
        Assert.Equal(["n2", "n1"], await user.IdsAsync());
        await user.CheckCountsAsync();

        Assert.Equal(2, (await user.DoAsync(InboxOperation.Archive, new InboxQuery())).Changed);
        Assert.Empty(await user.IdsAsync());
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_is_withdrawn_goes_part_by_part()
    {
        var user = await FilledAsync(7);
        await user.ReceiveAsync(Notification("other", issue: "XYZ-1"));
        await user.EnqueueAsync(Notification("waiting", issue: "ABC-9"));

        Assert.Equal(7, await user.Orders.WithdrawAsync(new Subject("jira", "project", "ABC")));

        Assert.Equal(["other"], await user.IdsAsync());
        Assert.Equal(1, await user.RowsAsync());
        await user.CheckAsync();
    }

    private async Task<UserOfTest> FilledAsync(int count)
    {
        var user = await new UserOfTest(Database, Watched, Erasures, Time) { Options = new InboxOptions { MaxAtOnce = 3 } }.StartAsync();
        for (var i = 1; i <= count; i++)
            await user.ReceiveAsync($"n{i}");
        return user;
    }
}

public sealed class WhatIsDoneToManyOnSqlite() : WhatIsDoneToMany(StoreOn.Sqlite);

public sealed class WhatIsDoneToManyOnPostgres() : WhatIsDoneToMany(StoreOn.Postgres);
