using Notifications.Live;
using Notifications.Subjects;
using Notifications.Tests.Unit.Storage;
using Notifications.Users;
using Notifications.Users.Inbox;
using static Notifications.Tests.Unit.Users.Inbox.UserOfTest;

namespace Notifications.Tests.Unit.Users.Inbox;

public abstract class WhatIsDone(StoreOn on) : UserSuite(on)
{
    [Theory]
    [InlineData(InboxOperation.Seen, 2, 1)]
    [InlineData(InboxOperation.Read, 1, 1)]
    [InlineData(InboxOperation.Archive, 1, 1)]
    [InlineData(InboxOperation.Save, 2, 2)]
    [InlineData(InboxOperation.Snooze, 1, 1)]
    public async Task It_is_counted_told_once_and_done_once(InboxOperation operation, long unread, long unseen)
    {
        var user = await UserAsync();
        await user.ReceiveAsync("a", "b");
        var order = new InboxOrder { Operation = operation, Ids = ["a", "a", "unknown"], For = SnoozeWords.Resolved };

        var first = await user.Orders.ChangeAsync(order);
        var again = await user.Orders.ChangeAsync(order);

        Assert.Equal((1, "unknown", new UserCounts(unread, 3, unseen)), (first.Changed, Assert.Single(first.Unknown), first.Counts));
        Assert.Equal((0, first.Counts), (again.Changed, again.Counts));
        var change = Assert.Single(user.Changes, change => change.Kind == UserChangeKind.Changed);
        Assert.Equal((operation, "a"), (change.Operation, Assert.Single(change.Ids)));
        await user.CheckAsync();
    }

    [Fact]
    public async Task As_many_are_saved_as_may_be_and_the_others_are_named()
    {
        var user = await UserAsync(new InboxOptions { MaxSaved = 3, MaxAtOnce = 2 });
        await user.ReceiveAsync("a", "b", "c", "d", "e", "f");

        var some = await user.DoAsync(InboxOperation.Save, "a", "b");
        var again = await user.DoAsync(InboxOperation.Save, "a");
        var full = await user.DoAsync(InboxOperation.Save, new InboxQuery());

        Assert.Equal((2, 0), (some.Changed, some.Full.Count));
        Assert.Equal((0, 0), (again.Changed, again.Full.Count));
        Assert.Equal((1, "e"), (full.Changed, Assert.Single(full.Full)));
        Assert.Equal(["f", "b", "a"], await user.IdsAsync(InboxView.Saved));
        Assert.Equal(["d"], (await user.DoAsync(InboxOperation.Save, "d")).Full);
        await user.DoAsync(InboxOperation.Unsave, "a");
        Assert.Equal(1, (await user.DoAsync(InboxOperation.Save, "d")).Changed);
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_is_saved_takes_no_room_from_what_arrives()
    {
        var user = await UserAsync(new InboxOptions { MaxItems = 3 });
        await user.ReceiveAsync("a", "b", "c");
        await user.DoAsync(InboxOperation.Save, "a", "b", "c");

        await user.ReceiveAsync("d", "e", "f");
        Assert.Equal(["f", "e", "d", "c", "b", "a"], await user.IdsAsync());
        await user.ReceiveAsync("g");

        Assert.Equal(["g", "f", "e", "c", "b", "a"], await user.IdsAsync());
        await user.CheckAsync();
    }

    [Fact]
    public async Task Each_operation_has_its_counterpart()
    {
        var user = await UserAsync();
        await user.ReceiveAsync("a");
        foreach (var (there, back) in ((InboxOperation, InboxOperation)[])
                 [(InboxOperation.Read, InboxOperation.Unread), (InboxOperation.Archive, InboxOperation.Unarchive),
                     (InboxOperation.Snooze, InboxOperation.Unsnooze), (InboxOperation.Save, InboxOperation.Unsave)])
        {
            Assert.Equal(1, (await user.DoAsync(there, "a")).Changed);
            Assert.Equal(1, (await user.DoAsync(back, "a")).Changed);
            await user.CheckAsync();
        }

        var item = Assert.Single(await user.ListAsync());
        Assert.Equal((true, true, false, false), (item.Seen, item.Read, item.Archived, item.Saved));
    }

    [Fact]
    public async Task Archived_is_not_snoozed_and_snoozed_is_not_archived()
    {
        var user = await UserAsync();
        await user.ReceiveAsync("a");

        await user.SnoozeAsync(TimeSpan.FromHours(1), null, "a");
        await user.DoAsync(InboxOperation.Archive, "a");
        Assert.Equal(["a"], await user.IdsAsync(InboxView.Archived));
        Assert.Empty(await user.IdsAsync(InboxView.Snoozed));
        await user.SnoozeAsync(TimeSpan.FromHours(1), null, "a");

        Assert.Equal(["a"], await user.IdsAsync(InboxView.Snoozed));
        Assert.Empty(await user.IdsAsync(InboxView.Archived));
        await user.CheckAsync();
    }

    [Fact]
    public async Task All_of_a_filter_changes_except_what_came_later()
    {
        var user = await UserAsync();
        await user.ReceiveAsync(
            Notification("a", reasons: "mentioned"), Notification("b", reasons: ["assignee", "mentioned"]), Notification("c", reasons: "Mentioned"),
            Notification("d", type: FlagType.Error), Notification("e", issue: "XYZ-1"));

        await user.DoAsync(InboxOperation.Archive, new InboxQuery { Reason = "mentioned", Before = 2 });
        Assert.Equal(["a"], await user.IdsAsync(InboxView.Archived));
        await user.DoAsync(InboxOperation.Archive, new InboxQuery { Reason = "mentioned" });
        Assert.Equal(["b", "a"], await user.IdsAsync(InboxView.Archived));
        await user.DoAsync(InboxOperation.Read, new InboxQuery { Type = FlagType.Error });
        await user.DoAsync(InboxOperation.Read, new InboxQuery { Subject = new Subject("jira", "issue", "XYZ-1") });
        Assert.Equal(["c"], await user.IdsAsync(InboxView.Unread));
        await user.DoAsync(InboxOperation.Seen, new InboxQuery());

        Assert.Empty(await user.IdsAsync(InboxView.Unseen));
        await user.CheckAsync();
    }

    [Fact]
    public async Task Opening_a_subject_reads_what_is_about_it_and_costs_nothing_where_nothing_is()
    {
        var user = await UserAsync();
        await user.ReceiveAsync(Notification("a"), Notification("b", issue: "ABC-2"));
        await user.SnoozeAsync(TimeSpan.FromHours(1), null, "b");

        Assert.Equal(1, await user.Orders.OpenAsync(new Subject("jira", "issue", "ABC-1")));
        Assert.Equal(0, await user.Orders.OpenAsync(new Subject("jira", "issue", "ABC-1")));

        Assert.Equal(0, user.Context.Counts.Unread);
        Assert.False(Assert.Single(await user.ListAsync(InboxView.Snoozed)).Read);
        Assert.Single(user.Changes, change => change.Operation == InboxOperation.Read);
        await user.CheckAsync();
    }

    [Fact]
    public async Task More_than_a_message_can_name_is_told_as_a_new_beginning()
    {
        var user = await UserAsync();
        await user.ReceiveAsync([.. Enumerable.Range(0, InboxWork.MaxListed + 1).Select(i => $"n{i}")]);

        await user.DoAsync(InboxOperation.Archive, "n0");
        await user.DoAsync(InboxOperation.Read, new InboxQuery());
        Assert.Equal(InboxWork.MaxListed, user.Changes.Last().Ids.Count);
        await user.DoAsync(InboxOperation.Save, new InboxQuery { View = InboxView.All });

        Assert.Equal(UserChangeKind.Reset, user.Changes.Last().Kind);
        await user.CheckAsync();
    }

    [Fact]
    public async Task Every_view_has_its_own_in_pages_that_follow_each_other()
    {
        var user = await UserAsync();
        await user.ReceiveAsync([.. Enumerable.Range(0, 30).Select(i => $"n{i:D2}")]);
        await user.DoAsync(InboxOperation.Archive, [.. Enumerable.Range(0, 5).Select(i => $"n{i:D2}")]);
        await user.SnoozeAsync(TimeSpan.FromHours(1), null, [.. Enumerable.Range(5, 5).Select(i => $"n{i:D2}")]);
        await user.DoAsync(InboxOperation.Seen, [.. Enumerable.Range(10, 10).Select(i => $"n{i:D2}")]);
        await user.DoAsync(InboxOperation.Read, "n10", "n29");
        await user.DoAsync(InboxOperation.Save, "n00", "n05", "n29");

        foreach (var (view, count) in ((InboxView, int)[])
                 [(InboxView.Inbox, 20), (InboxView.Unread, 18), (InboxView.Unseen, 9), (InboxView.Archived, 5), (InboxView.Snoozed, 5), (InboxView.Saved, 3), (InboxView.All, 30)])
        {
            var all = (await user.ListAsync(view)).Select(item => item.Sequence).ToArray();
            var paged = new List<long>();
            InboxRows page;
            do
            {
                page = await Store.ListAsync(Site, user.User, new InboxQuery { View = view, Limit = 4, Before = paged.Count == 0 ? null : paged[^1] });
                paged.AddRange(page.Items.Select(item => item.Sequence));
            }
            while (page.MayBeMore);
            Assert.Equal(count, all.Length);
            Assert.Equal(all, paged);
            Assert.Equal(all.OrderDescending(), all);
        }
    }

    [Fact]
    public async Task A_session_gets_what_it_missed_or_is_told_to_begin_anew()
    {
        var user = await UserAsync(new InboxOptions { RingCapacity = 3 });
        await user.ReceiveAsync("a", "b");
        await user.DoAsync(InboxOperation.Read, "a");
        await user.DoAsync(InboxOperation.Read, "b");

        var replay = user.Context.Replay(new UserPosition("epoch", 2));
        Assert.True(replay.Complete);
        Assert.Equal([3, 4], replay.Missed.Select(change => change.Sequence));
        Assert.Empty(user.Context.Replay(new UserPosition("epoch", 4)).Missed);
        foreach (var stranger in (UserPosition?[])[null, new("epoch", 0), new("epoch", 5), new("other", 2)])
            Assert.False(user.Context.Replay(stranger).Complete);

        await user.StartAsync();
        Assert.False(user.Context.Replay(new UserPosition("epoch", 3)).Complete);
        Assert.True(user.Context.Replay(new UserPosition("epoch", 4)).Complete);
    }

    [Fact]
    public async Task Nothing_is_remembered_longer_than_it_may_be()
    {
        var user = await UserAsync();
        await user.ReceiveAsync("a");
        Time.Advance(user.Options.RingWindow + TimeSpan.FromSeconds(1));

        Assert.False(user.Context.Replay(new UserPosition("epoch", 0)).Complete);
    }

    [Fact]
    public async Task A_restart_keeps_everything()
    {
        var user = await UserAsync();
        await user.ReceiveAsync("a", "b");
        await user.SnoozeAsync(TimeSpan.FromHours(1), SnoozeWords.Resolved, "a");
        var (before, items) = (user.Context.State, await user.ListAsync(InboxView.All));

        await RestartWriterAsync();
        var again = await new UserOfTest(Database, new Notifications.Storage.Inbox.SqlInboxStore(Database, Writes), Erasures, Time).StartAsync();

        Assert.Equal(before, again.Context.State);
        Assert.Equivalent(items, await again.ListAsync(InboxView.All));
    }
}

public sealed class WhatIsDoneOnSqlite() : WhatIsDone(StoreOn.Sqlite);

public sealed class WhatIsDoneOnPostgres() : WhatIsDone(StoreOn.Postgres);
