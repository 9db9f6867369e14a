using Notifications.Live;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Orleans.Core.Internal;

namespace Notifications.Tests.Cluster.Subjects;

public sealed class EventGrainTests(TwoSilos silos)
{
    [Theory]
    [InlineData("issue", "KIND-1")]
    [InlineData("page", "4711")]
    [InlineData("project", "KIND")]
    public async Task Every_kind_of_subject_goes_the_same_way(string kind, string id)
    {
        var subject = new Subject("jira", kind, id);
        var gateway = silos.NewGateway();
        await Grain(subject).Watch(gateway.Reference, after: null);

        var acceptance = await Grain(subject).Accept(AnEvent.Updated(subject, $"kind-{kind}", "Changed"));

        Assert.Equal(Acceptance.Accepted, acceptance);
        var flags = await gateway.NextFlagsAsync();
        Assert.Equal(subject, flags.Subject);
        Assert.Equal("Changed", Assert.Single(flags.Flags).Flag.Title);
    }

    [Fact]
    public async Task Each_gateway_with_viewers_gets_one_message_and_others_none()
    {
        var subject = AnEvent.Issue("GATE-1");
        var (first, second, other) = (silos.NewGateway(), silos.NewGateway(), silos.NewGateway());
        await Grain(subject).Watch(first.Reference, after: null);
        await Grain(subject).Watch(second.Reference, after: null);
        await Grain(subject).Watch(other.Reference, after: null);
        await Grain(subject).Unwatch(other.Reference);

        await Grain(subject).Accept(AnEvent.Updated(subject, "gate-1", "One"));
        await Grain(subject).Accept(AnEvent.Updated(subject, "gate-2", "Two"));

        foreach (var gateway in (TestGateway[])[first, second])
        {
            Assert.Equal(["One", "Two"], (await gateway.NextFlagsAsync(2)).Select(Title));
        }

        // The one that left is told of nothing, as its next watch shows: had it been told, it would be by now.
        await Grain(subject).Watch(other.Reference, after: null);
        await Grain(subject).Accept(AnEvent.Updated(subject, "gate-3", "Three"));
        Assert.Equal("Three", Title(await other.NextFlagsAsync()));
    }

    [Fact]
    public async Task A_duplicate_changes_nothing()
    {
        var subject = AnEvent.Issue("DUP-1");
        var gateway = silos.NewGateway();
        await Grain(subject).Watch(gateway.Reference, after: null);

        Assert.Equal(Acceptance.Accepted, await Grain(subject).Accept(AnEvent.Updated(subject, "dup", "Once")));
        Assert.Equal(Acceptance.Duplicate, await Grain(subject).Accept(AnEvent.Updated(subject, "dup", "Once")));
        await Grain(subject).Accept(AnEvent.Updated(subject, "dup-after", "After"));

        Assert.Equal(["Once", "After"], (await gateway.NextFlagsAsync(2)).Select(Title));
    }

    [Fact]
    public async Task Filter_and_ignoreSelf_decide_who_hears_of_an_event()
    {
        var subject = AnEvent.Issue("FILTER-1");
        var gateway = silos.NewGateway();
        await Grain(subject).Watch(gateway.Reference, after: null);

        await Grain(subject).Accept(AnEvent.Updated(subject, "filter-1", "Ours", self: true));
        await Grain(subject).Accept(AnEvent.Updated(subject, "filter-2", "Filtered", tell: false));
        await Grain(subject).Accept(AnEvent.Updated(subject, "filter-3", "Told", actor: "ben"));

        var flags = await gateway.NextFlagsAsync();
        Assert.Equal("Told", Title(flags));
        Assert.True(flags.Flags[0].IsFor("anna"));
        Assert.False(flags.Flags[0].IsFor("ben"));
    }

    [Fact]
    public async Task A_state_that_comes_late_is_not_shown_after_a_newer_one()
    {
        var subject = AnEvent.Issue("LATE-1");
        var gateway = silos.NewGateway();
        var start = await Grain(subject).Watch(gateway.Reference, after: null);

        await Grain(subject).Accept(AnEvent.Updated(subject, "late-1", "Newer"));
        Assert.Equal(Acceptance.Accepted, await Grain(subject).Accept(AnEvent.Updated(subject, "late-2", "Older", age: TimeSpan.FromMinutes(1))));
        await Grain(subject).Accept(AnEvent.Updated(subject, "late-3", "Newest"));

        Assert.Equal(["Newer", "Newest"], (await gateway.NextFlagsAsync(2)).Select(Title));
        await DeactivateAsync(subject);
        Assert.Equal(["Newer", "Newest"], (await Grain(subject).Replay(start.Position)).Missed.Select(Title));
    }

    [Fact]
    public async Task Events_that_come_together_each_name_their_predecessor()
    {
        var subject = AnEvent.Issue("BURST-1");
        var gateway = silos.NewGateway();
        await Grain(subject).Watch(gateway.Reference, after: null);

        var one = AnEvent.Updated(subject, "burst", "");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Grain(subject).Accept(
            AnEvent.Updated(subject, $"burst-{i}", $"{i}") with { Time = one.Time })));

        var received = await gateway.NextFlagsAsync(200);
        Assert.Equal(received.Select(flags => flags.Position.Sequence).Prepend(0).SkipLast(1), received.Select(flags => flags.Previous));
        Assert.Equal(200, received.Select(Title).Distinct().Count());
        var replay = await Grain(subject).Replay(received[^11].Position);
        Assert.Equal(received.TakeLast(10).Select(Title), replay.Missed.Select(Title));
    }

    [Fact]
    public async Task A_grain_that_starts_anew_replays_what_was_missed_with_the_same_ids()
    {
        var subject = AnEvent.Issue("ANEW-1");
        var gateway = silos.NewGateway();
        var start = await Grain(subject).Watch(gateway.Reference, after: null);
        await Grain(subject).Accept(AnEvent.Updated(subject, "anew-1", "One"));
        await Grain(subject).Accept(AnEvent.Updated(subject, "anew-2", "Two"));
        var shown = await gateway.NextFlagsAsync(2);
        await DeactivateAsync(subject);

        var all = await Grain(subject).Replay(start.Position);
        var second = await Grain(subject).Replay(shown[0].Position);

        Assert.True(all.Complete);
        Assert.Equal(shown.Select(Id), all.Missed.Select(Id));
        Assert.Equal(Id(shown[1]), Id(Assert.Single(second.Missed)));
        Assert.Equal(shown[1].Position, all.Position);
        Assert.Equal(2, silos.Log.ReadsOf(subject));
    }

    [Fact]
    public async Task A_grain_that_starts_anew_goes_on_counting()
    {
        var subject = AnEvent.Issue("COUNT-1");
        await Grain(subject).Accept(AnEvent.Updated(subject, "count-1", "One"));
        var before = await Grain(subject).Replay(after: null);
        await DeactivateAsync(subject);

        await Grain(subject).Accept(AnEvent.Updated(subject, "count-2", "Two"));

        var after = await Grain(subject).Replay(before.Position);
        Assert.Equal("Two", Title(Assert.Single(after.Missed)));
        Assert.True(after.Position.Sequence > before.Position.Sequence);
        Assert.Equal(2, silos.Log.ReadsOf(subject));
    }

    private IEventGrain Grain(Subject subject) => silos.Grains.GetEventGrain(SiteName.Default, subject);

    /// <summary>Lets the grain start anew: calls after this go to another activation.</summary>
    private Task DeactivateAsync(Subject subject) => Grain(subject).Cast<IGrainManagementExtension>().DeactivateOnIdle().AsTask();

    private static string Title(LiveFlags flags) => Assert.Single(flags.Flags).Flag.Title;

    private static string Id(LiveFlags flags) => Assert.Single(flags.Flags).Flag.Id;
}
