using Notifications.Live;
using Notifications.Rules;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Orleans.Core.Internal;

namespace Notifications.Tests.Cluster.Rules;

public sealed class BackendLogicTests(TwoSilos silos)
{
    [Fact]
    public async Task What_is_asked_comes_after_what_is_told_at_once_and_survives_the_grain()
    {
        var subject = AnEvent.Issue("ASK-1");
        var grain = silos.Grains.GetEventGrain(SiteName.Default, subject);
        var gateway = silos.NewGateway();
        await grain.Watch(gateway.Reference, after: null);

        await grain.Accept(AnEvent.Moved(subject, "ask-1", "Hello"));

        var flags = await gateway.NextFlagsAsync(2);
        Assert.Equal(["At once: Hello"], Titles(flags[0]));
        Assert.Equal(["By the rule: Hello", "By C#: Hello"], Titles(flags[1]));
        Assert.All(flags[1].Flags, addressed => Assert.Equal(("asked", "ben"), (addressed.Flag.Rule, addressed.ExceptUser)));

        await grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();
        var replay = await grain.Replay(new LivePosition(silos.Log.Epoch, 0));
        Assert.Equal(["At once: Hello", "By the rule: Hello", "By C#: Hello"], replay.Missed.SelectMany(Titles));
        var call = Assert.Single(
            await silos.Grains.GetGrain<IBackendCallsGrain>(SiteName.Default).List(null, "asked", 100), call => call.Subject == subject);
        Assert.Equal(("function:answers", 2), (call.Target, call.Tries));
    }

    [Fact]
    public async Task Two_silos_make_each_call_once()
    {
        const int count = 40;
        var subject = AnEvent.Issue("ASK-2");
        var grain = silos.Grains.GetEventGrain(SiteName.Default, subject);
        var gateway = silos.NewGateway();
        await grain.Watch(gateway.Reference, after: null);

        await Task.WhenAll(Enumerable.Range(0, count).Select(i => grain.Accept(AnEvent.Moved(subject, $"ask-2-{i}", $"{i}"))));

        var flags = await gateway.NextFlagsAsync(2 * count);
        Assert.Equal(count, flags.SelectMany(Titles).Count(title => title.StartsWith("By C#", StringComparison.Ordinal)));
        var calls = (await silos.Grains.GetGrain<IBackendCallsGrain>(SiteName.Default).List(null, "asked", 100)).Where(call => call.Subject == subject).ToList();
        Assert.Equal(count, calls.Count);
        Assert.All(calls, call => Assert.Equal(2, call.Tries));
    }

    [Fact]
    public async Task What_a_crash_kept_from_being_noted_is_asked_when_the_grain_starts_again_and_only_once()
    {
        var subject = AnEvent.Issue("ASK-3");
        await silos.Log.AppendAsync(AnEvent.Moved(subject, "ask-3", "Hello"), 1);
        var grain = silos.Grains.GetEventGrain(SiteName.Default, subject);
        var gateway = silos.NewGateway();

        await grain.Watch(gateway.Reference, after: null);

        Assert.Equal(["By the rule: Hello", "By C#: Hello"], Titles(Assert.Single(await gateway.NextFlagsAsync(1))));
        await grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await grain.Watch(gateway.Reference, after: null);
        await grain.Accept(AnEvent.Moved(subject, "ask-3-next", "Next"));
        var next = await gateway.NextFlagsAsync(2);
        Assert.Equal(["At once: Next", "By the rule: Next", "By C#: Next"], next.SelectMany(Titles));
        var calls = (await silos.Grains.GetGrain<IBackendCallsGrain>(SiteName.Default).List(null, "asked", 100)).Where(call => call.Subject == subject);
        Assert.Equal([("ask-3", 2), ("ask-3-next", 2)], calls.Select(call => (call.EventId, call.Tries)).Order());
    }

    private static IEnumerable<string> Titles(LiveFlags flags) => flags.Flags.Select(addressed => addressed.Flag.Title);
}
