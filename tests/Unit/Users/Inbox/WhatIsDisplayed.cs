using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Storage.Inbox;
using Notifications.Storage.Kept;
using Notifications.Subjects;
using Notifications.Tests.Unit.Storage;
using Notifications.Users;
using Notifications.Users.Inbox;
using Notifications.Users.Kept;
using Notifications.Users.Preferences;
using static Notifications.Tests.Unit.Users.Inbox.UserOfTest;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>What acknowledging a flag does, also where its event is dispatched again or a newer revision is on its way.</summary>
public abstract class WhatIsDisplayed(StoreOn on) : UserSuite(on)
{
    private SqlKeptQueue Queue => field ??= new(Database, Writes, Time);

    [Fact]
    public async Task What_was_acknowledged_does_not_come_back_when_its_event_is_dispatched_again()
    {
        var user = await UserAsync();
        await SendAsync(Away("a"));
        await user.Orders.AcknowledgeAsync(Receipt(("a", 0)));

        await SendAsync(Away("a"));
        await TakeDueAsync(await UserAsync());

        Assert.Equal(0, await user.RowsAsync());
        Assert.Empty(await user.IdsAsync(InboxView.All));
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_was_not_wanted_does_not_come_back_when_its_event_is_dispatched_again()
    {
        var user = await UserAsync();
        await user.Wishes.SetAsync(new UserPreferences { Mutes = [new Mute("jira:project:ABC", null)] });
        await SendAsync(Notification("a"));
        await TakeDueAsync(user);
        await user.Wishes.SetAsync(UserPreferences.None);

        await SendAsync(Notification("a"));
        await TakeDueAsync(user);

        Assert.Equal(0, await user.RowsAsync());
        await user.CheckCountsAsync();
    }

    [Fact]
    public async Task What_was_withdrawn_does_not_come_back_when_its_event_is_dispatched_again()
    {
        var user = await UserAsync();
        await SendAsync(Notification("a"));
        await TakeDueAsync(user);
        await SendAsync(Notification("b"));
        Assert.Equal(1, await user.Orders.WithdrawAsync(new Subject("jira", "issue", "ABC-1")));

        await SendAsync(Notification("a"));
        await SendAsync(Notification("b"));
        await TakeDueAsync(user);

        Assert.Equal(0, await user.RowsAsync());
        Assert.False(await Queue.RequeueAsync(Site, "kate", "a"));
        Assert.Equal(0, await user.Orders.WithdrawAsync(new Subject("jira", "issue", "ABC-1")));
        await user.CheckAsync();
    }

    [Fact]
    public async Task A_newer_revision_of_what_was_acknowledged_is_new()
    {
        var user = await UserAsync();
        await SendAsync(Away("a", revision: 1));
        await user.Orders.AcknowledgeAsync(Receipt(("a", 1)));

        await SendAsync(Away("a", revision: 2));
        await TakeDueAsync(user);

        Assert.Equal((2L, false, false), State(Assert.Single(await user.ListAsync())));
        Assert.Equal((1, 1), (user.Context.Counts.Unread, user.Context.Counts.Unseen));
        await user.CheckAsync();
    }

    [Fact]
    public async Task A_newer_revision_that_was_acknowledged_does_not_come_to_the_top_unread()
    {
        var user = await UserAsync();
        await SendAsync(Away("a", revision: 1));
        await TakeDueAsync(user);
        await user.DoAsync(InboxOperation.Read, "a");
        await SendAsync(Away("a", revision: 2));

        await user.Orders.AcknowledgeAsync(Receipt(("a", 2)));
        await TakeDueAsync(user);

        Assert.Equal(0, user.Context.Counts.Unread);
        Assert.Equal((1L, true), (await user.ListAsync()).Select(item => (item.Sequence, item.Read)).Single());
        await user.CheckAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_acknowledgement_of_the_older_revision_is_not_one_of_the_newer(bool isInInbox)
    {
        var user = await UserAsync();
        await SendAsync(Away("a", revision: 1));
        if (isInInbox)
            await TakeDueAsync(user);
        await SendAsync(Away("a", revision: 2));

        await user.Orders.AcknowledgeAsync(Receipt(("a", 1)));
        await TakeDueAsync(user);

        Assert.Equal((2L, false, false), State(Assert.Single(await user.ListAsync())));
        await user.CheckAsync();
    }

    [Fact]
    public async Task A_newer_revision_whose_acknowledgement_overtakes_it_is_seen_and_one_after_it_is_not()
    {
        var user = await UserAsync();
        await SendAsync(Notification("a", revision: 1));
        await TakeDueAsync(user);

        // Once before it is there, once while it waits.
        await user.Orders.AcknowledgeAsync(Receipt(("a", 2)));
        await SendAsync(Notification("a", revision: 2));
        await TakeDueAsync(user);
        Assert.Equal((2L, true, false), State(Assert.Single(await user.ListAsync())));
        await SendAsync(Notification("a", revision: 3));
        await user.Orders.AcknowledgeAsync(Receipt(("a", 3)));
        await TakeDueAsync(user);
        Assert.Equal((3L, true, false), State(Assert.Single(await user.ListAsync())));

        await SendAsync(Notification("a", revision: 4));
        await TakeDueAsync(user);
        Assert.Equal((4L, false, false), State(Assert.Single(await user.ListAsync())));
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_was_displayed_while_it_waited_is_not_what_took_its_place_there()
    {
        var user = await UserAsync();
        await SendAsync(Notification("a", revision: 1));
        await user.Orders.AcknowledgeAsync(Receipt(("a", 1)));
        await SendAsync(Notification("a", revision: 2));
        await TakeDueAsync(user);

        Assert.Equal((2L, false, false), State(Assert.Single(await user.ListAsync())));
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_is_left_goes_when_it_is_a_day_old()
    {
        var user = await UserAsync();
        await SendAsync(Away("a"));
        await user.Orders.AcknowledgeAsync(Receipt(("a", 0)));
        await SendAsync(Notification("b"));
        using var retention = new RemainsRetention(Database, Writes, Time, NullLogger<RemainsRetention>.Instance);

        Assert.Equal(0, await retention.SweepAsync(CancellationToken.None));
        Time.Advance(RemainsRetention.Age + TimeSpan.FromMinutes(1));
        Assert.Equal(1, await retention.SweepAsync(CancellationToken.None));

        Assert.Equal(1, await user.AllRowsAsync());
    }

    private static (long, bool, bool) State(InboxItem item) => (item.Flag.Revision, item.Seen, item.Read);

    private static FlagReceipt Receipt(params (string Id, long Revision)[] flags) =>
        new([.. flags.Select(flag => flag.Id)], Closed: false) { Revisions = [.. flags.Select(flag => flag.Revision)] };

    private KeptNotification Away(string id, long revision = 0) =>
        Notification(id, revision: revision, unlessShownBy: Time.GetUtcNow().AddSeconds(10));

    private Task SendAsync(KeptNotification kept) =>
        Queue.EnqueueAsync(new KeptEntry(Site, "kate", KeptSlots.Of(Site, "kate"), kept));

    /// <summary>Delivers what waits, when it is due.</summary>
    private async Task TakeDueAsync(UserOfTest user)
    {
        Time.Advance(TimeSpan.FromSeconds(11));
        var rows = await Queue.ReadAsync(KeptSlots.All, Time.GetUtcNow(), KeptExceptions.None, 100);
        await user.Deliveries.TakeAsync([.. rows.Select(row => row.Notification!)]);
    }
}

public sealed class WhatIsDisplayedOnSqlite() : WhatIsDisplayed(StoreOn.Sqlite);

public sealed class WhatIsDisplayedOnPostgres() : WhatIsDisplayed(StoreOn.Postgres);
