using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Notifications.DeadLetters;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Notifications.Users;
using Notifications.Users.Inbox;

namespace Notifications.Tests.Cluster.Users;

public sealed class UserContextGrainTests(TwoSilos silos)
{
    [Fact]
    public async Task Counts_what_is_kept_and_tells_every_gateway_where_the_user_is()
    {
        var (here, there) = (silos.NewGateway(), silos.NewGateway());
        var before = await User("kate").Attach(here.Reference);
        await User("kate").Attach(there.Reference);

        await AssignAsync("KATE-1", "kate-1", "kate");
        await AssignAsync("KATE-2", "kate-2", "kate");

        foreach (var gateway in (TestGateway[])[here, there])
        {
            // One-way messages may overtake each other; the version tells.
            UserUpdate[] updates = [await gateway.NextUpdateAsync(), await gateway.NextUpdateAsync()];
            var (first, second) = updates[0].Counts.Version < updates[1].Counts.Version ? (updates[0], updates[1]) : (updates[1], updates[0]);
            Assert.Equal(("kate", 1L, 2L), (first.User, first.Counts.Unread, second.Counts.Unread));
            Assert.Equal((before.Position.Sequence + 1, before.Position.Sequence + 2), (first.Counts.Version, second.Counts.Version));
        }

        Assert.Equal(2, (await User("kate").Attach(here.Reference)).Counts.Unread);
    }

    [Fact]
    public async Task The_actor_is_not_told_of_what_he_did_himself()
    {
        var gateway = silos.NewGateway();
        await User("liam").Attach(gateway.Reference);

        await AssignAsync("LIAM-1", "liam-1", "liam", actor: "liam");
        await AssignAsync("LIAM-1", "liam-2", "liam", actor: "ben");

        Assert.Equal(1, (await gateway.NextUpdateAsync()).Counts.Unread);
        Assert.Equal(1, (await User("liam").Attach(gateway.Reference)).Counts.Unread);
    }

    [Fact]
    public async Task A_gateway_that_left_is_not_told()
    {
        var (stays, leaves) = (silos.NewGateway(), silos.NewGateway());
        await User("mona").Attach(stays.Reference);
        await User("mona").Attach(leaves.Reference);
        await User("mona").Detach(leaves.Reference);

        await AssignAsync("MONA-1", "mona-1", "mona");
        await stays.NextUpdateAsync();
        await User("mona").Attach(leaves.Reference);
        await AssignAsync("MONA-1", "mona-2", "mona");

        Assert.Equal(2, (await leaves.NextUpdateAsync()).Counts.Unread);
    }

    [Fact]
    public async Task A_second_writer_is_fenced_and_the_next_activation_knows_everything()
    {
        var gateway = silos.NewGateway();
        await User("nora").Attach(gateway.Reference);
        await AssignAsync("NORA-1", "nora-1", "nora");
        await gateway.NextUpdateAsync();
        var before = Assert.Single((await User("nora").List(new InboxQuery())).Items);
        // As another activation would have done.
        await silos.Database.RunAsync(connection => connection.Execute("UPDATE user_context SET version = version + 1 WHERE \"user\" = 'nora'"));

        var order = new InboxOrder { Operation = InboxOperation.Read, Ids = [before.Flag.Id] };
        await Assert.ThrowsAnyAsync<Exception>(() => User("nora").Change(order));
        var changed = await ChangedAsync(User("nora"), order);

        Assert.Equal((1, 0, 3), (changed.Changed, changed.Counts.Unread, changed.Counts.Version));
        Assert.Equivalent(before with { Read = true, Seen = true }, Assert.Single((await User("nora").List(new InboxQuery())).Items));
    }

    [Theory]
    [InlineData("away-load", 5, 0)]
    [InlineData("away-commit", 0, 5)]
    [InlineData("away-both", 2, 3)]
    public async Task Inboxes_that_are_away_while_something_is_delivered_make_no_dead_letter(string user, int loads, int commits)
    {
        silos.Inboxes.BeAwayFor(user, loads, commits);
        await AssignAsync($"{user}-1", $"{user}-1", user);

        // Nobody else asks: it is the delivery that finds the store away, and comes again.
        await silos.Inboxes.BackForAsync(user);
        var gateway = silos.NewGateway();
        if ((await User(user).Attach(gateway.Reference)).Counts.Unread == 0)
            await gateway.NextUpdateAsync();

        Assert.Equal(1, (await User(user).Attach(gateway.Reference)).Counts.Unread);
        Assert.Empty(await silos.DeadLetters.ListAsync(SiteName.Default, new DeadLetterQuery { User = user }));
        Assert.Equal(0, await silos.Database.RunAsync(connection => connection.QuerySingle<long>("SELECT tries FROM inbox WHERE \"user\" = @user", new { user })));
    }

    [Fact]
    public async Task A_session_gets_what_it_missed()
    {
        var gateway = silos.NewGateway();
        var before = (await User("oona").Attach(gateway.Reference)).Position;
        await AssignAsync("OONA-1", "oona-1", "oona");
        await gateway.NextUpdateAsync();
        await User("oona").Opened(AnEvent.Issue("OONA-1"));

        var replay = await User("oona").Replay(before);

        Assert.True(replay.Complete);
        Assert.Equal([UserChangeKind.Arrived, UserChangeKind.Changed], replay.Missed.Select(change => change.Kind));
        Assert.Equal((0, 0), (replay.Standing.Counts.Unread, replay.Standing.Counts.Unseen));
    }

    [Fact]
    public async Task What_was_committed_although_nobody_was_answered_is_told_soon_also_where_nobody_calls()
    {
        var gateway = silos.NewGateway();
        var before = (await User("lena").Attach(gateway.Reference)).Position;
        var lost = silos.Inboxes.LoseAnswerAsync("lena");
        await AssignAsync("LENA-1", "lena-1", "lena");
        await lost;

        var told = await gateway.NextUpdateAsync();

        Assert.Empty(told.Changes);
        Assert.Equal((before.Sequence + 1, before.Sequence + 1, 1L), (told.Previous, told.Position.Sequence, told.Counts.Unread));
        var replay = await User("lena").Replay(before);
        Assert.Equal((false, told.Position), (replay.Complete, replay.Standing.Position));
    }

    [Fact]
    public async Task What_is_snoozed_comes_back_by_itself()
    {
        var gateway = silos.NewGateway();
        await User("pia").Attach(gateway.Reference);
        await AssignAsync("PIA-1", "pia-1", "pia");
        var id = (await gateway.NextUpdateAsync()).Changes[0].Item!.Flag.Id;

        await User("pia").Change(new InboxOrder { Operation = InboxOperation.Snooze, Ids = [id], Until = TimeProvider.System.GetUtcNow().AddMilliseconds(300) });

        UserChange change;
        do
            change = (await gateway.NextUpdateAsync()).Changes[0];
        while (change.Kind != UserChangeKind.Arrived);
        Assert.Equal((id, 3L), (change.Item!.Flag.Id, change.Sequence));
    }

    [Fact]
    public async Task Who_has_something_to_do_is_woken()
    {
        await AssignAsync("RIA-1", "ria-1", "ria");
        var gateway = silos.NewGateway();
        var standing = await User("ria").Attach(gateway.Reference);
        if (standing.Counts.Unread == 0)
            await gateway.NextUpdateAsync();
        var now = TimeProvider.System.GetUtcNow();
        // The grain does not know of it: only who looks into the store does.
        await silos.Database.RunAsync(connection => connection.Execute(
            """
            UPDATE inbox SET snoozed = TRUE, snoozed_until = 1 WHERE "user" = 'ria';
            UPDATE user_context SET due = 1, unread = 0, unseen = 0 WHERE "user" = 'ria'
            """));

        var sweeper = silos.Silos[0].GetServices<ILifecycleParticipant<ISiloLifecycle>>().OfType<DueUsers>().Single();
        await sweeper.WakeAsync(now);

        var change = (await gateway.NextUpdateAsync()).Changes[0];
        Assert.Equal((UserChangeKind.Arrived, 2L), (change.Kind, change.Sequence));
    }

    /// <summary>Asks until the activation that was fenced has ended.</summary>
    private static async Task<InboxChanged> ChangedAsync(IUserContextGrain user, InboxOrder order)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await user.Change(order);
            }
            catch (Exception) when (attempt < 20)
            {
                // It goes to the same activation until that has gone.
            }
        }
    }

    private IUserContextGrain User(string user) => silos.Grains.GetGrain<IUserContextGrain>(UserKey.Of(SiteName.Default, user));

    private async Task AssignAsync(string issue, string id, string assignee, string actor = "ben")
    {
        var subject = AnEvent.Issue(issue);
        await silos.Grains.GetEventGrain(SiteName.Default, subject).Accept(AnEvent.Assigned(subject, id, "Assigned", assignee, actor));
    }
}
