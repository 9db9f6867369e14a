using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Notifications.Users;
using Notifications.Users.Identities;

namespace Notifications.Tests.Cluster.Users.Erasing;

public sealed class ErasedNamesTests(TwoSilos silos)
{
    private static readonly Identifier Account = new(IdentifierKind.AccountId, "7c");
    private static readonly Identifier Name = new(IdentifierKind.Name, "erased-anna");

    [Fact]
    public async Task Names_of_an_erased_person_are_not_learned_again_until_readmitted()
    {
        var identities = Identities("erasing");
        await identities.Learn([[Account, Name]]);

        Assert.Equal(3, (await identities.Erase("7c")).Count);
        Assert.Empty(await identities.Erase("7c"));

        Assert.Null(await identities.Find(Account));
        Assert.Equal([0], await identities.Learn([[Account, Name], [new(IdentifierKind.AccountId, "8d")]]));
        Assert.Null(await identities.Find(Account));
        Assert.Null(await identities.Find(Name));
        Assert.NotNull(await identities.Find(new(IdentifierKind.AccountId, "8d")));
        Assert.NotNull((await identities.Set("somebody", [Name])).Refusal);

        Assert.True(await identities.Readmit("7c"));
        Assert.False(await identities.Readmit("7c"));
        Assert.Empty(await identities.Learn([[Account, Name]]));
        Assert.Equal("7c", (await identities.Find(Name))!.User);
    }

    [Fact]
    public async Task What_contradicted_an_erased_person_is_forgotten_too()
    {
        var identities = Identities("erasing-torn");
        await identities.Learn([[Account, Name]]);
        await identities.Learn([[new(IdentifierKind.AccountId, "9e"), Name]]);
        Assert.Single(await identities.Contradictions());

        await identities.Erase("7c");

        Assert.Empty(await identities.Contradictions());
    }

    [Fact]
    public async Task A_late_event_keeps_nothing_for_an_erased_person_under_any_name()
    {
        var subject = AnEvent.Issue("ERASE-1");
        var identities = Identities(SiteName.Default);
        await identities.Set("erase-anna", [new(IdentifierKind.AccountId, "erase-5b")]);
        await identities.Erase("erase-anna");
        foreach (var silo in silos.Silos)
            await ((IdentityRefresh)silo.GetService(typeof(IdentityRefresh))!).RefreshAsync();
        var (erased, other) = (silos.NewGateway(), silos.NewGateway());
        await User("erase-anna").Attach(erased.Reference);
        await User("erase-5b").Attach(erased.Reference);
        await User("erase-ben").Attach(other.Reference);

        var grain = silos.Grains.GetEventGrain(SiteName.Default, subject);
        await grain.Accept(AnEvent.Assigned(subject, "erase-1", "For an erased account", "erase-5b"));
        await grain.Accept(AnEvent.Assigned(subject, "erase-2", "For an erased user", "erase-anna"));
        await grain.Accept(AnEvent.Assigned(subject, "erase-3", "For somebody", "erase-ben"));

        await other.NextUpdateAsync();
        await silos.Ledger.DoneOfAsync(subject, 3);
        Assert.Equal(0, (await User("erase-5b").Attach(erased.Reference)).Counts.Unread);
        Assert.Equal(0, (await User("erase-anna").Attach(erased.Reference)).Counts.Unread);
    }

    private IIdentitiesGrain Identities(string site) => silos.Grains.GetGrain<IIdentitiesGrain>(site);

    private IUserContextGrain User(string user) => silos.Grains.GetGrain<IUserContextGrain>(UserKey.Of(SiteName.Default, user));
}
