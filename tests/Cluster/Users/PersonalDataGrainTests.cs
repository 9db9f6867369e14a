using Notifications.Live;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Notifications.Users;
using Notifications.Users.Kept;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Cluster.Users;

public sealed class PersonalDataGrainTests(TwoSilos silos)
{
    [Fact]
    public async Task What_rules_hold_back_for_somebody_is_told_and_that_of_others_is_not()
    {
        var subject = AnEvent.Issue("HELD-1");
        await Accept(AnEvent.Gathered(subject, "gathered-1", "At once", "held-anna"));
        await Accept(AnEvent.Gathered(subject, "gathered-2", "Later", "held-anna"));
        await silos.Ledger.DoneOfAsync(subject, 2);

        var held = await EverythingHeldAsync("held-anna");

        Assert.Equal((subject, "gathered", "Later"), (Assert.Single(held).Subject, held[0].Rule, held[0].Title));
        Assert.Equal(["assignee"], held[0].Reasons);
        Assert.Empty(await EverythingHeldAsync("held-ben"));
    }

    [Fact]
    public async Task What_is_on_its_way_is_told_page_by_page()
    {
        string[] ids = [.. Enumerable.Range(0, 250).Select(i => $"{i:000}")];
        await Task.WhenAll(ids.Select(id => silos.Queue.EnqueueAsync(
            new KeptEntry(SiteName.Default, "waits-cleo", KeptSlots.Of(SiteName.Default, "waits-cleo"), WaitsForHours(id)))));

        var waiting = new List<string>();
        for (long? after = 0; after is not null;)
        {
            var page = await Data("waits-cleo").Waiting(after.Value);
            waiting.AddRange(page.Items.Select(item => item.Flag.Id));
            after = page.Next;
        }

        Assert.Equal(ids, waiting.Order(StringComparer.Ordinal));
        Assert.Empty((await Data("waits-dan").Waiting(0)).Items);
    }

    [Fact]
    public async Task A_quiet_time_in_which_something_came_is_told()
    {
        var gateway = silos.NewGateway();
        var user = silos.Grains.GetGrain<IUserContextGrain>(UserKey.Of(SiteName.Default, "quiet-eve"));
        await user.Attach(gateway.Reference);
        Assert.Null(await Data("quiet-eve").Quiet());
        // All day, except one minute of another one.
        await user.SetPreferences(new UserPreferences
        {
            Quiet = new QuietHours { TimeZone = "UTC", Times = [.. Enum.GetValues<DayOfWeek>().Select(day => QuietOn(day))] },
        }, ifVersion: null);
        await gateway.NextUpdateAsync();

        await Accept(AnEvent.Assigned(AnEvent.Issue("QUIET-1"), "quiet-1", "While it was quiet", "quiet-eve"));
        await gateway.NextUpdateAsync();

        Assert.Equal(1, (await Data("quiet-eve").Quiet())?.Count);
    }

    // It must not be a whole week without an end.
    private static QuietTime QuietOn(DayOfWeek day) =>
        day == TimeProvider.System.GetUtcNow().AddDays(3).DayOfWeek ? new QuietTime([day], new TimeOnly(0, 0), new TimeOnly(23, 59)) : new QuietTime([day], new TimeOnly(0, 0), new TimeOnly(0, 0));

    private async Task<IReadOnlyList<HeldForPerson>> EverythingHeldAsync(string user)
    {
        var held = new List<HeldForPerson>();
        for (var after = ""; after is not null;)
        {
            var page = await Data(user).Held(after);
            held.AddRange(page.Items);
            after = page.Next;
        }

        return held;
    }

    private static KeptNotification WaitsForHours(string id) => new()
    {
        Flag = new Flag { Id = id, Rule = "r", Title = id, Time = DateTimeOffset.UnixEpoch },
        Subject = AnEvent.Issue("WAITS-1"),
        Reasons = ["assignee"],
        Source = "jira",
        UnlessShownBy = TimeProvider.System.GetUtcNow().AddHours(5),
    };

    private Task<Acceptance> Accept(Notifications.Events.Event @event) => silos.Grains.GetEventGrain(SiteName.Default, @event.Subject).Accept(@event);

    private IPersonalDataGrain Data(string user) => silos.Grains.GetGrain<IPersonalDataGrain>(UserKey.Of(SiteName.Default, user));
}
