using Notifications.Live;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Notifications.Tests.Cluster.Subjects;
using Notifications.Users;
using Orleans.Core.Internal;
using Orleans.Runtime.Placement;
using Orleans.Runtime.Services;

namespace Notifications.Tests.Cluster.Live;

/// <summary>How gateways and grains know each other.</summary>
public sealed class AudienceTests(TwoSilos silos)
{
    [Fact]
    public async Task A_subject_that_moves_says_so_and_its_successor_knows_what_was_missed()
    {
        var subject = AnEvent.Issue("MOVE-1");
        var gateway = silos.NewGateway();
        var start = await Grain(subject).Watch(gateway.Reference, after: null);
        await Grain(subject).Cast<IGrainManagementExtension>().DeactivateOnIdle();

        Assert.Equal((SiteName.Default, subject.ToString()), await gateway.NextMovedAsync());
        await Grain(subject).Accept(AnEvent.Updated(subject, "move-1", "Missed"));
        var replay = await Grain(subject).Watch(gateway.Reference, start.Position);
        await Grain(subject).Accept(AnEvent.Updated(subject, "move-2", "Told"));

        Assert.Equal("Missed", Assert.Single(Assert.Single(replay.Missed).Flags).Flag.Title);
        Assert.Equal("Told", Assert.Single((await gateway.NextFlagsAsync()).Flags).Flag.Title);
    }

    [Fact]
    public async Task A_user_context_that_moves_says_so()
    {
        var gateway = silos.NewGateway();
        var user = silos.Grains.GetGrain<IUserContextGrain>(UserKey.Of(SiteName.Default, "moving"));
        var standing = await user.Attach(gateway.Reference);
        await user.Cast<IGrainManagementExtension>().DeactivateOnIdle();

        Assert.Equal((SiteName.Default, "moving"), await gateway.NextMovedAsync());
        Assert.Equal(standing.Position, (await user.Attach(gateway.Reference)).Position);
    }

    [Fact]
    public async Task One_call_announces_to_many_grains_and_each_answer_says_where_its_grain_is()
    {
        var gateway = silos.NewGateway();
        Subject[] subjects = [.. Enumerable.Range(0, 40).Select(i => AnEvent.Issue($"BATCH-{i}"))];
        var service = Service(0);
        foreach (var (number, subject) in subjects.Index())
        {
            var silo = (ILocalSiloDetails)silos.Silos[number % 2].GetService(typeof(ILocalSiloDetails))!;
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);
            await Grain(subject).Replay(after: null);
        }

        RequestContext.Clear();
        var known = await service.Watch(gateway.Reference, [.. subjects.Select(Watch)]);

        foreach (var (subject, answer) in subjects.Zip(known))
            Assert.Equal(answer!.Silo, (await Grain(subject).Replay(after: null)).Silo);
        Assert.Equal(2, known.Select(answer => answer!.Silo).Distinct().Count());
        await Grain(subjects[7]).Accept(AnEvent.Updated(subjects[7], "batch-7", "Told"));
        Assert.Equal(subjects[7], (await gateway.NextFlagsAsync()).Subject);

        var ended = await service.Watch(gateway.Reference, [.. subjects.Select(subject => Watch(subject) with { Ends = true })]);
        Assert.All(ended, Assert.Null);
        Assert.Equal(0, silos.Silos.Sum(silo => Registry(silo).CountOf(gateway.Reference.Silo)));
    }

    [Fact]
    public async Task Users_are_announced_alike()
    {
        var gateway = silos.NewGateway();
        UserAttachment[] users = [.. Enumerable.Range(0, 20).Select(i => new UserAttachment { Site = SiteName.Default, User = $"batch{i}" })];

        var standings = await Service(1).Attach(gateway.Reference, users);

        Assert.All(standings, standing => Assert.NotNull(standing?.Silo));
        Assert.Equal(20, silos.Silos.Sum(silo => Registry(silo).CountOf(gateway.Reference.Silo)));
        await Service(0).Attach(gateway.Reference, [.. users.Select(user => user with { Ends = true })]);
        Assert.Equal(0, silos.Silos.Sum(silo => Registry(silo).CountOf(gateway.Reference.Silo)));
    }

    [Fact]
    public async Task A_batch_beyond_its_bound_is_refused()
    {
        var gateway = silos.NewGateway();
        SubjectWatch[] watches = [.. Enumerable.Range(0, AudienceBatch.Max + 1).Select(i => Watch(AnEvent.Issue($"MANY-{i}")))];

        await Assert.ThrowsAsync<ArgumentException>(() => Service(0).Watch(gateway.Reference, watches));
    }

    [Fact]
    public async Task Viewers_of_several_gateways_are_told_to_those_that_want_it()
    {
        var subject = AnEvent.Issue("SEEN-1");
        var (here, there, blind) = (silos.NewGateway(), silos.NewGateway(), silos.NewGateway());
        foreach (var gateway in (TestGateway[])[here, there, blind])
            await Grain(subject).Watch(gateway.Reference, after: null);
        var since = DateTimeOffset.UnixEpoch;

        var answer = await Grain(subject).Report(here.Reference, Whole(wants: true, new SubjectViewer("anna", since.AddMinutes(1), Hidden: true)));
        Assert.Null(answer.Now);
        Assert.Equal(subject.ToString(), await there.Asked.Reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(subject.ToString(), await blind.Asked.Reader.ReadAsync(TestContext.Current.CancellationToken));
        await Grain(subject).Report(there.Reference, Whole(wants: true, new SubjectViewer("anna", since, Hidden: false), new SubjectViewer("ben", since, Hidden: true)));
        var standing = await Grain(subject).Report(blind.Reference, Whole(wants: false, new SubjectViewer("carl", since, Hidden: false)));
        Assert.True(standing.Wanted);

        foreach (var gateway in (TestGateway[])[here, there])
        {
            var told = await gateway.NextPresenceAsync();
            Assert.Equal((3, true), (told.Count, told.Complete));
            Assert.Equal([new("anna", since, false), new("carl", since, false), new("ben", since, true)], told.Viewers);
        }

        await Grain(subject).Unwatch(there.Reference);
        Assert.Equal(["carl", "anna"], (await here.NextPresenceAsync()).Viewers.Select(viewer => viewer.User));
        Assert.False(blind.Presences.Reader.TryRead(out _));

        await Grain(subject).Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await here.NextMovedAsync();
        Assert.Equal(new PresenceStanding(Wanted: false, 0), (await Grain(subject).Watch(here.Reference, after: null)).Presence);
        Assert.Equal(0, (await Grain(subject).Report(here.Reference, new PresenceReport { Version = 9, Follows = 8, Wants = true })).Version);
    }

    [Fact]
    public async Task Whoever_asks_once_has_the_gateways_report()
    {
        var subject = AnEvent.Issue("SEEN-2");
        var gateway = silos.NewGateway();
        await Grain(subject).Watch(gateway.Reference, after: null);

        Assert.False((await Grain(subject).Presence()).Complete);
        await gateway.Asked.Reader.ReadAsync(TestContext.Current.CancellationToken);
        await Grain(subject).Report(gateway.Reference, Whole(wants: false, new SubjectViewer("anna", DateTimeOffset.UnixEpoch, Hidden: false)));

        var presence = await Grain(subject).Presence();
        Assert.Equal((1, true, "anna"), (presence.Count, presence.Complete, presence.Viewers[0].User));
    }

    [Fact]
    public async Task Ten_thousand_viewers_on_three_gateways_are_one_message_each()
    {
        var subject = AnEvent.Issue("CROWD-1");
        TestGateway[] gateways = [silos.NewGateway(), silos.NewGateway(), silos.NewGateway()];
        foreach (var gateway in gateways)
            await Grain(subject).Watch(gateway.Reference, after: null);

        foreach (var (number, gateway) in gateways.Index())
        {
            // The first of each are on the gateway before too.
            await Grain(subject).Report(gateway.Reference, Whole(wants: true, [.. Enumerable.Range(number * 3_300, 3_400)
                .Select(i => new SubjectViewer($"user{i}", DateTimeOffset.UnixEpoch, Hidden: false))]));
        }

        await Grain(subject).Accept(AnEvent.Updated(subject, "crowd-1", "For all"));
        foreach (var gateway in gateways)
        {
            var presence = await gateway.NextPresenceAsync();
            Assert.Equal((10_000, PresenceLimits.MaxNamed), (presence.Count, presence.Viewers.Count));
            Assert.Equal("For all", Assert.Single((await gateway.NextFlagsAsync()).Flags).Flag.Title);
        }
    }

    private static PresenceReport Whole(bool wants, params SubjectViewer[] present) => new() { Version = 1, Wants = wants, Asks = wants, Present = present };

    private static SubjectWatch Watch(Subject subject) => new() { Site = SiteName.Default, Subject = subject };

    private static GatewayRegistry Registry(IServiceProvider silo) => (GatewayRegistry)silo.GetService(typeof(GatewayRegistry))!;

    private IEventGrain Grain(Subject subject) => silos.Grains.GetEventGrain(SiteName.Default, subject);

    private IAudienceService Service(int silo) => new Services(silos.Silos[silo]).Own();

    private sealed class Services(IServiceProvider silo) : GrainServiceClient<IAudienceService>(silo)
    {
        private readonly ILocalSiloDetails _silo = (ILocalSiloDetails)silo.GetService(typeof(ILocalSiloDetails))!;

        public IAudienceService Own() => GetGrainService(_silo.SiloAddress);
    }
}
