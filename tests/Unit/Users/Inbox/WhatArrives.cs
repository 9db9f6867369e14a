using Notifications.Subjects;
using Notifications.Tests.Unit.Storage;
using Notifications.Users;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;
using static Notifications.Tests.Unit.Users.Inbox.UserOfTest;

namespace Notifications.Tests.Unit.Users.Inbox;

public abstract class WhatArrives(StoreOn on) : UserSuite(on)
{
    [Fact]
    public async Task It_is_in_the_inbox_newest_first_counted_and_told()
    {
        var user = await UserAsync();

        await user.ReceiveAsync("a", "b");
        await user.ReceiveAsync("c");

        Assert.Equal(["c", "b", "a"], await user.IdsAsync());
        Assert.Equal(new UserCounts(3, 3, 3), user.Context.Counts);
        Assert.Equal(["a", "b", "c"], user.Changes.Select(change => change.Item!.Flag.Id));
        Assert.Equal([2, 1], user.Told.Select(update => update.Changes.Count));
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_is_delivered_again_changes_nothing()
    {
        var user = await UserAsync();
        await user.ReceiveAsync("a");

        await user.ReceiveAsync("a");
        await user.Deliveries.TakeAsync([Notification("a"), Notification("a")]);

        Assert.Single(user.Told);
        await user.CheckAsync();
    }

    [Fact]
    public async Task One_that_is_delivered_twice_at_once_arrives_once()
    {
        var user = await UserAsync();
        await user.EnqueueAsync(Notification("a"));

        await user.Deliveries.TakeAsync([Notification("a"), Notification("a")]);

        Assert.Equal(1, user.Context.Counts.Unread);
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_is_no_row_any_more_is_passed_over()
    {
        var user = await UserAsync();

        await user.Deliveries.TakeAsync([Notification("gone")]);

        Assert.Empty(user.Told);
        await user.CheckAsync();
    }

    [Fact]
    public async Task A_newer_revision_takes_the_place_of_the_older_at_the_top_unread_and_not_archived()
    {
        var user = await UserAsync();
        await user.ReceiveAsync(Notification("a", revision: 1), Notification("b"));
        await user.DoAsync(InboxOperation.Archive, "a");
        await user.DoAsync(InboxOperation.Save, "a");

        await user.ReceiveAsync(Notification("a", revision: 2));

        Assert.Equal(["a", "b"], await user.IdsAsync());
        var item = (await user.ListAsync())[0];
        Assert.Equal((2, false, false, false, true), (item.Flag.Revision, item.Seen, item.Read, item.Archived, item.Saved));
        Assert.Equal(2, user.Context.Counts.Unread);
        await user.CheckAsync();
    }

    [Fact]
    public async Task An_older_revision_does_not_take_the_place_of_the_newer()
    {
        var user = await UserAsync();
        await user.EnqueueAsync(Notification("a", revision: 1));
        await user.EnqueueAsync(Notification("a", revision: 2));

        await user.Deliveries.TakeAsync([Notification("a", revision: 1)]);
        Assert.Empty(await user.IdsAsync());
        await user.Deliveries.TakeAsync([Notification("a", revision: 2)]);

        Assert.Equal(2, Assert.Single(await user.ListAsync()).Flag.Revision);
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_the_user_does_not_want_is_not_kept_and_not_counted_unless_it_is_critical()
    {
        var user = await UserAsync();
        await user.Wishes.SetAsync(new UserPreferences { Mutes = [new Mute("jira:project:ABC", null)] });

        await user.ReceiveAsync(Notification("muted"), Notification("other", issue: "XYZ-1"), Notification("urgent", critical: true));

        Assert.Equal(["urgent", "other"], await user.IdsAsync());
        Assert.Equal(2, await user.RowsAsync());
        await user.CheckAsync();
    }

    [Fact]
    public async Task A_flag_that_was_displayed_before_it_came_here_is_seen_and_not_read()
    {
        var user = await UserAsync();
        await user.Orders.AcknowledgeAsync(new FlagReceipt(["a"], Closed: false));
        await user.ReceiveAsync("a");
        await user.EnqueueAsync(Notification("b"));
        await user.Orders.AcknowledgeAsync(new FlagReceipt(["b"], Closed: false));
        await user.Deliveries.TakeAsync([Notification("b")]);

        Assert.All(await user.ListAsync(), item => Assert.Equal((true, false), (item.Seen, item.Read)));
        Assert.Equal((2, 0), (user.Context.Counts.Unread, user.Context.Counts.Unseen));
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_is_kept_only_where_nobody_saw_it_is_deleted_by_a_receipt_before_its_time_and_seen_by_one_after()
    {
        var user = await UserAsync();
        var (seen, late) = (Notification("seen", unlessShownBy: Time.GetUtcNow().AddMinutes(1)), Notification("late", unlessShownBy: Time.GetUtcNow().AddMinutes(1)));
        await user.EnqueueAsync(seen);
        await user.EnqueueAsync(late);

        await user.Orders.AcknowledgeAsync(new FlagReceipt(["seen"], Closed: false));
        Time.Advance(TimeSpan.FromMinutes(1));
        await user.Deliveries.TakeAsync([seen, late]);
        Assert.Equal((1, 1), (user.Context.Counts.Unread, user.Context.Counts.Unseen));
        await user.Orders.AcknowledgeAsync(new FlagReceipt(["late"], Closed: false));

        Assert.Equal((1, 0), (user.Context.Counts.Unread, user.Context.Counts.Unseen));
        Assert.Equal(["late"], await user.IdsAsync());
        Assert.Equal(1, await user.RowsAsync());
        await user.CheckAsync();
    }

    [Fact]
    public async Task A_receipt_that_came_first_deletes_what_is_kept_only_where_nobody_saw_it()
    {
        var user = await UserAsync();
        await user.Orders.AcknowledgeAsync(new FlagReceipt(["a"], Closed: false));

        await user.ReceiveAsync(Notification("a", unlessShownBy: Time.GetUtcNow()));

        Assert.Equal(0, await user.RowsAsync());
        await user.CheckAsync();
    }

    [Fact]
    public async Task Closing_is_told_to_the_other_sessions_also_of_what_is_not_kept()
    {
        var user = await UserAsync();

        await user.Orders.AcknowledgeAsync(new FlagReceipt(["live"], Closed: true));

        var update = Assert.Single(user.Told);
        Assert.Equal(["live"], update.Closed);
        Assert.Empty(update.Changes);
        Assert.Equal(update.Position.Sequence, update.Previous);
    }

    [Fact]
    public async Task More_than_one_message_takes_is_told_in_several()
    {
        var user = await UserAsync();

        await user.ReceiveAsync([.. Enumerable.Range(0, 250).Select(i => $"n{i}")]);

        Assert.Equal([100, 100, 50], user.Told.Select(update => update.Changes.Count));
        await user.CheckAsync();
    }

    [Fact]
    public async Task The_deliveries_of_many_users_share_a_transaction_and_one_that_is_fenced_leaves_the_others_alone()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => UserAsync(user: $"user-{i}")));
        var usurper = await UserAsync(user: "user-7");
        await usurper.ReceiveAsync("first");
        foreach (var user in users)
            await user.EnqueueAsync(Notification("a"));

        var deliveries = users.Select(user => user.Deliveries.TakeAsync([Notification("a")])).ToArray();

        await Assert.ThrowsAsync<ContextFencedException>(() => deliveries[7]);
        await Task.WhenAll(deliveries.Where((_, i) => i != 7));
        Assert.Empty(users[7].Told);
        Assert.Equal(["first"], await usurper.IdsAsync());
        foreach (var user in users.Where((_, i) => i != 7))
            await user.CheckAsync();
        await usurper.CheckAsync();
    }

    [Fact]
    public async Task What_an_erased_user_would_get_is_deleted_until_the_user_is_readmitted()
    {
        var user = await UserAsync();
        await user.ReceiveAsync("before");
        await user.EnqueueAsync(Notification("waiting"));
        await user.Wishes.SetAsync(new UserPreferences { Mutes = [new Mute("jira:issue:X-1", null)] });

        var erasure = await Erasures.BeginAsync(UserOfTest.Site, user.User, [], Time.GetUtcNow());
        await user.Admission.EraseAsync();
        await user.ReceiveAsync("late");

        Assert.Equal(0, await user.AllRowsAsync());
        Assert.Equal(UserPreferences.None, (await user.Wishes.SetAsync(new UserPreferences { Mutes = [new Mute("jira:issue:X-1", null)] })).Preferences);
        await user.StartAsync();
        var erased = user.Context.State;
        Assert.Equal((true, 0, 0, 0, null), (erased.IsErased, erased.Unread, erased.Unseen, erased.Total, erased.Due));
        Assert.Equal(ContextMemory.None, erased.Memory);

        await Erasures.LiftAsync(UserOfTest.Site, erasure!.Owner);
        await user.ReceiveAsync("again");
        Assert.Equal(["again"], await user.IdsAsync());
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_a_crash_left_of_an_erased_user_is_deleted_when_it_is_due()
    {
        var user = await UserAsync();
        await user.ReceiveAsync("a");
        await user.Admission.EraseAsync();
        await user.EnqueueAsync(Notification("left"));

        await user.Due.DoAsync();

        Assert.Equal(0, await user.AllRowsAsync());
    }

    [Fact]
    public async Task What_is_withdrawn_is_gone_also_where_it_waits_and_by_its_place()
    {
        var user = await UserAsync();
        await user.ReceiveAsync(Notification("a"), Notification("b", issue: "ABC-2"), Notification("c", issue: "XYZ-1"));
        await user.EnqueueAsync(Notification("d", issue: "ABC-3"));

        Assert.Equal(1, await user.Orders.WithdrawAsync(new Subject("jira", "issue", "ABC-1")));
        Assert.Equal(1, await user.Orders.WithdrawAsync(new Subject("jira", "project", "ABC")));

        Assert.Equal(["c"], await user.IdsAsync());
        Assert.Equal(1, await user.RowsAsync());
        Assert.Equal([["a"], ["b"]], user.Changes.Where(change => change.Kind == UserChangeKind.Removed).Select(change => change.Ids));
        await user.CheckAsync();
    }
}

public sealed class WhatArrivesOnSqlite() : WhatArrives(StoreOn.Sqlite);

public sealed class WhatArrivesOnPostgres() : WhatArrives(StoreOn.Postgres);
