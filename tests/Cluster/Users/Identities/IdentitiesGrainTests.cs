using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Events;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Notifications.Users.Identities;
using Orleans.Core.Internal;

namespace Notifications.Tests.Cluster.Users.Identities;

public sealed class IdentitiesGrainTests(TwoSilos silos)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Every_silo_hears_of_a_name_within_a_second()
    {
        Assert.True(IdentityRefresh.Period < TimeSpan.FromMilliseconds(500));
        var answer = await Of("acme").Set("anna@example.com", [new(IdentifierKind.AccountId, "5b"), new(IdentifierKind.Name, "anna")]);

        Assert.Equal("anna@example.com", answer.Identity!.User);
        await UntilEverySiloAsync(directory => directory.Resolve("acme", Person.Of(accountId: "5b")!) == "anna@example.com");
        Assert.Equal(["anna@example.com", "ben"], await Of("acme").Resolve(["anna", "ben"]));
    }

    [Fact]
    public async Task A_name_that_is_taken_away_is_gone_everywhere()
    {
        await Of("gone").Set("anna", [new(IdentifierKind.AccountId, "5b")]);
        await UntilEverySiloAsync(directory => directory.Resolve("gone", "5b") == "anna");

        Assert.True(await Of("gone").Remove("anna"));
        Assert.False(await Of("gone").Remove("anna"));

        await UntilEverySiloAsync(directory => directory.Resolve("gone", "5b") == "5b");
        Assert.Null(await Of("gone").Find(new(IdentifierKind.AccountId, "5b")));
    }

    [Fact]
    public async Task What_events_say_of_persons_is_learned_and_decides_who_is_told()
    {
        var gateway = silos.NewGateway();
        var subject = AnEvent.Issue("LEARN-1");
        var grain = silos.Grains.GetEventGrain(SiteName.Default, subject);
        await grain.Watch(gateway.Reference, after: null);

        await grain.Accept(Assigned(subject, "learn-1", new { accountId = "learn-5b", name = "learn-anna", emailAddress = "Learn-Anna@example.com" }));
        Assert.Equal(["learn-5b"], (await gateway.NextFlagsAsync()).Flags[0].Users);
        await UntilEverySiloAsync(directory => directory.Resolve(SiteName.Default, "learn-anna@example.com") == "learn-5b");

        await grain.Accept(Assigned(subject, "learn-2", new { name = "learn-anna" }));
        Assert.Equal(["learn-5b"], (await gateway.NextFlagsAsync()).Flags[0].Users);
    }

    [Fact]
    public async Task What_was_learned_survives_grain_and_silo()
    {
        await Of("lasting").Learn([[new(IdentifierKind.AccountId, "5b"), new(IdentifierKind.Name, "anna")]]);
        await silos.Grains.GetGrain<IIdentitiesGrain>("lasting").AsReference<IGrainManagementExtension>().DeactivateOnIdle();

        var found = await Of("lasting").Find(new(IdentifierKind.Name, "anna"));
        Assert.Equal("5b", found!.User);
        Assert.All(found.Names, name => Assert.Equal(IdentityOrigin.Learned, name.Origin));

        // What a silo does that starts.
        var directory = new IdentityDirectory();
        using var refresh = new IdentityRefresh(
            silos.Silos[0].GetRequiredService<IIdentityStore>(), directory, TimeProvider.System, NullLogger<IdentityRefresh>.Instance);
        await refresh.RefreshAsync();
        Assert.Equal("5b", directory.Resolve("lasting", "anna"));
    }

    [Fact]
    public async Task A_contradiction_is_refused_and_can_be_seen()
    {
        Identifier[] anna = [new(IdentifierKind.AccountId, "5b"), new(IdentifierKind.Name, "anna")];
        Identifier[] forged = [new(IdentifierKind.AccountId, "6c"), new(IdentifierKind.Name, "anna")];
        Assert.Equal([1], await Of("torn").Learn([anna, forged]));

        Assert.Equal("5b", (await Of("torn").Find(anna[1]))!.User);
        var contradiction = Assert.Single(await Of("torn").Contradictions());
        Assert.Equal(forged, contradiction.Names);
        Assert.Equal("One person would be AccountId 5b and AccountId 6c.", contradiction.Reason);
    }

    [Fact]
    public async Task Nothing_crosses_sites()
    {
        await Of("here").Set("anna", [new(IdentifierKind.AccountId, "5b")]);
        await Of("there").Set("ben", [new(IdentifierKind.AccountId, "5b")]);

        await UntilEverySiloAsync(directory => directory.Resolve("here", "5b") == "anna" && directory.Resolve("there", "5b") == "ben");
        Assert.Null(await Of("there").Find(new(IdentifierKind.Sub, "anna")));
    }

    private IIdentitiesGrain Of(string site) => silos.Grains.GetGrain<IIdentitiesGrain>(site);

    private async Task UntilEverySiloAsync(Func<IdentityDirectory, bool> holds)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!silos.Silos.All(silo => holds(silo.GetRequiredService<IdentityDirectory>())))
            await pause.WaitForNextTickAsync(timeout.Token);
    }

    private static Event Assigned(Subject subject, string id, object assignee) => AnEvent.Assigned(subject, id, "Assigned", "nobody") with
    {
        Data = JsonSerializer.SerializeToUtf8Bytes(new { title = "Assigned", issue = new { fields = new { assignee } } }),
    };
}
