using Notifications.Live;
using Notifications.Tests.Unit.Storage;
using Notifications.Users;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;
using static Notifications.Tests.Unit.Users.Inbox.UserOfTest;

namespace Notifications.Tests.Unit.Users.Inbox;

public abstract class WhatIsDue(StoreOn on) : UserSuite(on)
{
    // Noon of the tests is in it.
    private static readonly UserPreferences QuietUntilTwo = new()
    {
        Quiet = new QuietHours
        {
            TimeZone = "UTC",
            Times = [new QuietTime([.. Enum.GetValues<DayOfWeek>()], new TimeOnly(8, 0), new TimeOnly(14, 0))],
            Except = FlagType.Error,
        },
    };

    [Fact]
    public async Task What_is_snoozed_comes_back_at_its_time_at_the_top_and_unseen()
    {
        var user = await UserAsync();
        await user.ReceiveAsync("a", "b");
        await user.DoAsync(InboxOperation.Read, "a");
        await user.SnoozeAsync(TimeSpan.FromHours(2), null, "a");
        await user.SnoozeAsync(TimeSpan.FromHours(1), null, "b");
        Assert.Equal(Time.GetUtcNow().AddHours(1), user.Context.State.Due);
        Assert.Empty(await user.IdsAsync());

        Time.Advance(TimeSpan.FromHours(1));
        await user.Due.DoAsync();
        Assert.Equal(["b"], await user.IdsAsync());
        Assert.Equal(Time.GetUtcNow().AddHours(1), user.Context.State.Due);
        Time.Advance(TimeSpan.FromHours(1));
        await user.Due.DoAsync();

        Assert.Equal(["a", "b"], await user.IdsAsync());
        var a = (await user.ListAsync())[0];
        Assert.Equal((false, true, null), (a.Seen, a.Read, a.SnoozedUntil));
        Assert.Equal((1, 2), (user.Context.Counts.Unread, user.Context.Counts.Unseen));
        Assert.Equal("a", user.Changes.Last().Item!.Flag.Id);
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_is_snoozed_for_an_event_comes_back_by_it_or_at_its_time_whichever_is_first()
    {
        var user = await UserAsync();
        await user.ReceiveAsync("a", "b", "c");
        await user.SnoozeAsync(TimeSpan.FromHours(1), SnoozeWords.Resolved, "a", "b");
        await user.SnoozeAsync(null, SnoozeWords.Commented, "c");
        await user.DoAsync(InboxOperation.Unsnooze, "b");

        await user.HappenAsync(SnoozeWords.Resolved);
        await user.HappenAsync(SnoozeWords.Resolved);
        Assert.Equal(["a", "b"], await user.IdsAsync());
        await user.SnoozeAsync(TimeSpan.FromHours(1), SnoozeWords.Reopened, "b");
        Time.Advance(TimeSpan.FromHours(1));
        await user.Due.DoAsync();

        Assert.Equal(["b", "a"], await user.IdsAsync());
        Assert.Equal(["c"], await user.IdsAsync(InboxView.Snoozed));
        await user.CheckAsync();
    }

    [Fact]
    public async Task Whose_time_has_come_is_found_the_longest_overdue_first()
    {
        foreach (var (name, hours) in ((string, int)[])[("late", 1), ("later", 2), ("not-yet", 3)])
        {
            var user = await UserAsync(user: name);
            await user.ReceiveAsync("a");
            await user.SnoozeAsync(TimeSpan.FromHours(hours), null, "a");
        }

        var due = await Store.ReadDueUsersAsync(Time.GetUtcNow().AddHours(2), 10);

        Assert.Equal([(Site, "late"), (Site, "later")], due);
        Assert.Single(await Store.ReadDueUsersAsync(Time.GetUtcNow().AddHours(2), 1));
    }

    [Fact]
    public async Task After_a_quiet_time_one_digest_says_how_many_came_and_what_is_critical_or_excepted_is_not_among_them()
    {
        var user = await UserAsync();
        await user.Wishes.SetAsync(QuietUntilTwo);
        await user.ReceiveAsync(Notification("a"), Notification("b"), Notification("error", type: FlagType.Error), Notification("critical", critical: true));
        await user.ReceiveAsync(Notification("a"));
        Assert.Equal(4, user.Context.Counts.Unread);
        Assert.Equal(Time.GetUtcNow().AddHours(2), user.Context.State.Due);
        await user.StartAsync();
        await user.ReceiveAsync(Notification("c"));

        Time.Advance(TimeSpan.FromHours(2));
        await user.Due.DoAsync();
        await user.StartAsync();
        await user.Due.DoAsync();

        var digest = Assert.Single(user.Changes, change => change.Kind == UserChangeKind.Digest).Digest!;
        Assert.Equal(("3 notifications while it was quiet", FlagType.Info, Time.GetUtcNow()), (digest.Title, digest.Type, digest.Time));
        await user.CheckAsync();
    }

    [Fact]
    public async Task A_digest_that_a_crash_took_is_in_the_answer_to_who_missed_it()
    {
        var user = await UserAsync();
        await user.Wishes.SetAsync(QuietUntilTwo);
        await user.ReceiveAsync("a");
        Time.Advance(TimeSpan.FromHours(3));
        await user.Due.DoAsync();
        var told = user.Changes.Last();

        await user.StartAsync();

        var replay = user.Context.Replay(new UserPosition("epoch", told.Sequence - 1));
        Assert.False(replay.Complete);
        Assert.Equal((told.Sequence, told.Digest!.Id, "1 notification while it was quiet"), (replay.Missed[0].Sequence, replay.Missed[0].Digest!.Id, replay.Missed[0].Digest!.Title));
        Assert.Empty(user.Context.Replay(new UserPosition("epoch", told.Sequence)).Missed);
    }

    [Fact]
    public async Task A_digest_is_for_everybody_who_comes_until_it_is_acknowledged()
    {
        var user = await UserAsync();
        await user.Wishes.SetAsync(QuietUntilTwo);
        await user.ReceiveAsync("a");
        Assert.Null(user.Context.Standing.Digest);
        Time.Advance(TimeSpan.FromHours(3));
        await user.Due.DoAsync();
        var told = user.Changes.Last();

        Assert.Equal(told, user.Context.Standing.Digest);
        await user.StartAsync();
        Assert.Equal(told.Digest!.Id, user.Context.Standing.Digest!.Digest!.Id);
        await user.Orders.AcknowledgeAsync(new FlagReceipt([told.Digest.Id], Closed: false));

        Assert.Null(user.Context.Standing.Digest);
        await user.StartAsync();
        Assert.Null(user.Context.Standing.Digest);
        await user.CheckCountsAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_digest_has_nothing_to_say_once_all_is_seen_or_it_is_quiet_again(bool isSeen)
    {
        var user = await UserAsync();
        await user.Wishes.SetAsync(QuietUntilTwo);
        await user.ReceiveAsync("a");
        Time.Advance(TimeSpan.FromHours(3));
        await user.Due.DoAsync();
        Assert.NotNull(user.Context.Standing.Digest);

        if (isSeen)
        {
            await user.DoAsync(InboxOperation.Seen, "a");
        }
        else
        {
            Time.Advance(TimeSpan.FromHours(20));
            await user.ReceiveAsync("b");
        }

        Assert.Null(user.Context.Standing.Digest);
    }

    [Fact]
    public async Task A_quiet_time_in_which_nothing_came_ends_in_silence()
    {
        var user = await UserAsync();
        await user.Wishes.SetAsync(QuietUntilTwo);

        Time.Advance(TimeSpan.FromHours(3));
        await user.Due.DoAsync();
        await user.ReceiveAsync("after");

        Assert.DoesNotContain(user.Changes, change => change.Kind == UserChangeKind.Digest);
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_comes_after_a_quiet_time_is_told_after_its_digest()
    {
        var user = await UserAsync();
        await user.Wishes.SetAsync(QuietUntilTwo);
        await user.ReceiveAsync("a");
        Time.Advance(TimeSpan.FromHours(3));

        await user.ReceiveAsync("b");

        Assert.Equal([UserChangeKind.Preferences, UserChangeKind.Arrived, UserChangeKind.Digest, UserChangeKind.Arrived], user.Changes.Select(change => change.Kind));
        await user.CheckAsync();
    }

    [Fact]
    public async Task Who_ends_the_quiet_time_is_told_what_came_in_it()
    {
        var user = await UserAsync();
        await user.Wishes.SetAsync(QuietUntilTwo);
        await user.ReceiveAsync("a");

        await user.Wishes.SetAsync(UserPreferences.None);

        Assert.Equal(UserChangeKind.Digest, user.Changes.Last().Kind);
        Assert.Equal(UserPreferences.None, user.Told.Last(update => update.Preferences is not null).Preferences);
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_is_too_old_goes_unless_it_is_saved()
    {
        var user = await UserAsync(new InboxOptions { MaxAge = TimeSpan.FromDays(1) });
        await user.ReceiveAsync("old", "saved", "archived", "snoozed");
        await user.DoAsync(InboxOperation.Save, "saved");
        await user.DoAsync(InboxOperation.Archive, "archived");
        await user.SnoozeAsync(null, SnoozeWords.Resolved, "snoozed");
        Assert.Equal(Time.GetUtcNow().AddDays(1), user.Context.State.Due);
        Time.Advance(TimeSpan.FromHours(12));
        await user.ReceiveAsync("new");

        Time.Advance(TimeSpan.FromHours(12.5));
        await user.Due.DoAsync();

        Assert.Equal(["new", "saved"], await user.IdsAsync(InboxView.All));
        Assert.Equal(["old", "archived", "snoozed"], user.Changes.Last().Ids);
        Assert.Equal(UserChangeKind.Removed, user.Changes.Last().Kind);
        Assert.Equal(Time.GetUtcNow().AddHours(11.5), user.Context.State.Due);
        await user.CheckAsync();
    }

    [Fact]
    public async Task What_is_too_much_goes_the_oldest_first_but_nothing_that_is_saved_or_waits()
    {
        var user = await UserAsync(new InboxOptions { MaxItems = 3 });
        await user.ReceiveAsync("a", "b", "c");
        await user.DoAsync(InboxOperation.Save, "a");
        await user.EnqueueAsync(Notification("b", revision: 1));

        await user.ReceiveAsync("d", "e");

        Assert.Equal(["e", "d", "b", "a"], await user.IdsAsync());
        Assert.Equal(["c"], user.Changes.Where(change => change.Kind == UserChangeKind.Removed).SelectMany(change => change.Ids));
        await user.CheckAsync();
    }
}

public sealed class WhatIsDueOnSqlite() : WhatIsDue(StoreOn.Sqlite);

public sealed class WhatIsDueOnPostgres() : WhatIsDue(StoreOn.Postgres);
