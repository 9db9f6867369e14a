using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Notifications.Users;

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
            Assert.True(before.Counts.Version < first.Counts.Version && first.Counts.Version < second.Counts.Version);
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

    private IUserContextGrain User(string user) => silos.Grains.GetGrain<IUserContextGrain>(UserKey.Of(SiteName.Default, user));

    private async Task AssignAsync(string issue, string id, string assignee, string actor = "ben")
    {
        var subject = AnEvent.Issue(issue);
        await silos.Grains.GetEventGrain(SiteName.Default, subject).Accept(AnEvent.Assigned(subject, id, "Assigned", assignee, actor));
    }
}
