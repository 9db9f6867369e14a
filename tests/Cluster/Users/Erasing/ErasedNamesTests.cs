using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Notifications.Users;
using Notifications.Users.Erasing;
using Notifications.Users.Identities;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;

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

        var erasure = await identities.Erase("7c");
        Assert.Equal(3, erasure!.Identifiers);
        Assert.Equal(erasure.Begun, (await identities.Erase("erased-anna"))!.Begun);
        Assert.Null(await identities.Erase("nobody"));

        Assert.Null(await identities.Find(Account));
        Assert.Equal([0], await identities.Learn([[Account, Name], [new(IdentifierKind.AccountId, "8d")]]));
        Assert.Null(await identities.Find(Account));
        Assert.Null(await identities.Find(Name));
        Assert.NotNull(await identities.Find(new(IdentifierKind.AccountId, "8d")));
        Assert.NotNull((await identities.Set("somebody", [Name])).Refusal);

        var owner = await identities.FindErased("erased-anna");
        Assert.Equal(Readmission.Done, await Erasing("erasing", owner!).Readmit());
        Assert.Equal(Readmission.Unknown, await Erasing("erasing", owner!).Readmit());
        Assert.Null(await identities.FindErased("7c"));
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
        await RefreshAsync();
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

    [Fact]
    public async Task What_a_crash_left_undone_is_done_under_every_name_by_the_next_sweep()
    {
        // Before the names were known as one person's, each had something of its own, and one of them no inbox.
        await User("swept-anna").SetPreferences(new UserPreferences { Mutes = [new Mute("jira:issue:A-1", null)] }, ifVersion: null);
        await silos.DeadLetters.AddAsync(new DeadLetter
        {
            Id = "swept", Site = SiteName.Default, Source = "jira", Kind = DeadLetterKind.NotDelivered, Reason = "It failed.",
            At = TimeProvider.System.GetUtcNow(), User = "swept-5b",
        });
        await Identities(SiteName.Default).Set("swept", [new(IdentifierKind.AccountId, "swept-5b"), new(IdentifierKind.Name, "swept-anna")]);
        await RefreshAsync();

        // All that was done before the crash.
        var erasure = await Identities(SiteName.Default).Erase("swept-anna");
        Assert.Equal((3, 1, 1), (erasure!.Identifiers, erasure.Inboxes, erasure.DeadLetters));
        using var sweeper = new OpenErasures(Store, silos.Grains, TimeProvider.System, NullLogger<OpenErasures>.Instance);
        await sweeper.WakeAsync(TimeProvider.System.GetUtcNow());

        Assert.Empty((await User("swept-anna").GetPreferences()).Mutes);
        Assert.Null(await silos.DeadLetters.FindAsync(SiteName.Default, "swept"));
        var done = await Identities(SiteName.Default).Erase("swept-5b");
        Assert.NotNull(done!.Done);
        Assert.Empty(done.Names);
        Assert.Equal((3, 1, 1), (done.Identifiers, done.Inboxes, done.DeadLetters));

        // Under every name, though nobody knows the names any more.
        Assert.Equal(PreferencesOutcome.Erased, (await User("swept-anna").SetPreferences(UserPreferences.None, ifVersion: null)).Outcome);
        Assert.Equal(Readmission.Done, await Erasing(SiteName.Default, done.Owner).Readmit());
        foreach (var name in (string[])["swept", "swept-anna", "swept-5b"])
            Assert.Equal(PreferencesOutcome.Done, (await User(name).SetPreferences(UserPreferences.None, ifVersion: null)).Outcome);
    }

    [Fact]
    public async Task A_colleague_who_gets_the_name_of_an_erased_person_is_told_under_an_own_id()
    {
        var subject = AnEvent.Issue("ERASE-2");
        var identities = Identities(SiteName.Default);
        await identities.Learn([[new(IdentifierKind.Name, "jdoe"), new(IdentifierKind.Key, "JIRAUSER1")]]);
        await RefreshAsync();
        await EraseAsync("jdoe");
        var gateway = silos.NewGateway();
        await User("JIRAUSER2").Attach(gateway.Reference);
        var grain = silos.Grains.GetEventGrain(SiteName.Default, subject);

        // At once, and when the names are learned.
        await grain.Accept(Assigned(subject, "reuse-1", new { name = "jdoe", key = "JIRAUSER2" }));
        await gateway.NextUpdateAsync();
        Assert.Empty(await identities.Learn([[new(IdentifierKind.Name, "jdoe"), new(IdentifierKind.Key, "JIRAUSER2")]]));
        await RefreshAsync();
        await grain.Accept(Assigned(subject, "reuse-2", new { name = "jdoe" }));
        await gateway.NextUpdateAsync();

        Assert.Equal("JIRAUSER2", (await identities.Find(new(IdentifierKind.Name, "jdoe")))!.User);
        Assert.Equal(2, (await User("JIRAUSER2").Attach(gateway.Reference)).Counts.Unread);
        Assert.Equal(0, (await User("jdoe").Attach(gateway.Reference)).Counts.Unread);
        Assert.NotNull((await identities.Set("jdoe", [new(IdentifierKind.Key, "JIRAUSER2")])).Refusal);
    }

    [Fact]
    public async Task A_late_event_keeps_nothing_for_an_address_in_another_case()
    {
        var subject = AnEvent.Issue("ERASE-3");
        await Identities(SiteName.Default).Set("erase-eve", [new(IdentifierKind.Email, "erase-eve@example.com")]);
        await RefreshAsync();
        await EraseAsync("erase-eve@example.com");
        var (erased, other) = (silos.NewGateway(), silos.NewGateway());
        await User("erase-dan").Attach(other.Reference);

        var grain = silos.Grains.GetEventGrain(SiteName.Default, subject);
        await grain.Accept(AnEvent.Assigned(subject, "case-1", "For an erased address", "Erase-Eve@Example.com"));
        await grain.Accept(Assigned(subject, "case-2", new { emailAddress = "ERASE-EVE@example.com" }));
        await grain.Accept(AnEvent.Assigned(subject, "case-3", "For somebody", "erase-dan"));

        await other.NextUpdateAsync();
        await silos.Ledger.DoneOfAsync(subject, 3);
        foreach (var name in (string[])["Erase-Eve@Example.com", "erase-eve@example.com", "erase-eve"])
            Assert.Equal(0, (await User(name).Attach(erased.Reference)).Counts.Unread);
    }

    [Fact]
    public async Task What_was_held_for_an_erased_person_is_not_kept_when_its_window_ends()
    {
        var subject = AnEvent.Issue("ERASE-4");
        var gateway = silos.NewGateway();
        await User("erase-fay").Attach(gateway.Reference);
        var grain = silos.Grains.GetEventGrain(SiteName.Default, subject);
        await grain.Accept(AnEvent.Viewed(subject, "erase-held-1", "At once", "erase-fay"));
        await grain.Accept(AnEvent.Viewed(subject, "erase-held-2", "Held", "erase-fay"));
        await gateway.NextUpdateAsync();

        await EraseAsync("erase-fay");
        await silos.Log.NextOwnAsync(subject);
        await silos.Ledger.DoneOfAsync(subject, 3);

        Assert.Empty((await User("erase-fay").List(new InboxQuery { View = InboxView.All })).Items);
        Assert.Equal(0, (await User("erase-fay").Attach(gateway.Reference)).Counts.Unread);
    }

    private IErasureStore Store => (IErasureStore)silos.Silos[0].GetService(typeof(IErasureStore))!;

    private async Task EraseAsync(string name)
    {
        var erasure = await Identities(SiteName.Default).Erase(name);
        while (erasure!.Done is null)
            erasure = await Erasing(SiteName.Default, erasure.Owner).Continue();
        await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        foreach (var silo in silos.Silos)
            await ((IdentityRefresh)silo.GetService(typeof(IdentityRefresh))!).RefreshAsync();
    }

    private static Event Assigned(Subject subject, string id, object assignee) => AnEvent.Assigned(subject, id, "Assigned", "nobody") with
    {
        Data = JsonSerializer.SerializeToUtf8Bytes(new { title = "Assigned", issue = new { fields = new { assignee } } }),
    };

    private IErasureGrain Erasing(string site, string owner) => silos.Grains.GetGrain<IErasureGrain>(UserKey.Of(site, owner));

    private IIdentitiesGrain Identities(string site) => silos.Grains.GetGrain<IIdentitiesGrain>(site);

    private IUserContextGrain User(string user) => silos.Grains.GetGrain<IUserContextGrain>(UserKey.Of(SiteName.Default, user));
}
