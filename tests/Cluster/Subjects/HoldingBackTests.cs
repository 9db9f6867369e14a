using System.Diagnostics.Metrics;
using Notifications.Events;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Notifications.Users;
using Orleans.Core.Internal;

namespace Notifications.Tests.Cluster.Subjects;

public sealed class HoldingBackTests(TwoSilos silos)
{
    [Fact]
    public async Task What_is_held_survives_its_grain_and_is_told_when_the_window_ends()
    {
        var subject = AnEvent.Issue("HOLD-1");
        var start = await Grain(subject).Replay(after: null);
        await Grain(subject).Accept(AnEvent.Commented(subject, "hold-1", "First"));
        await Grain(subject).Accept(AnEvent.Commented(subject, "hold-2", "Second"));
        await DeactivateAsync(subject);
        await Grain(subject).Accept(AnEvent.Commented(subject, "hold-3", "Third"));
        await DeactivateAsync(subject);
        var gateway = silos.NewGateway();
        await Grain(subject).Watch(gateway.Reference, after: null);

        Assert.Equal("2 more", Title(await gateway.NextFlagsAsync()));
        Assert.Equal(["First", "2 more"], (await Grain(subject).Replay(start.Position)).Missed.Select(Title));
        await DeactivateAsync(subject);
        Assert.Equal(["First", "2 more"], (await Grain(subject).Replay(start.Position)).Missed.Select(Title));
    }

    [Fact]
    public async Task A_window_ends_though_nobody_calls_the_grain()
    {
        var subject = AnEvent.Issue("HOLD-2");
        await Grain(subject).Accept(AnEvent.Commented(subject, "sleep-1", "First"));
        await Grain(subject).Accept(AnEvent.Commented(subject, "sleep-2", "Second"));
        await DeactivateAsync(subject);

        var digest = await silos.Log.NextOwnAsync(subject);

        Assert.Equal(Event.OwnSource, digest.Source);
        Assert.Empty((await Grain(subject).Held()).Windows);
    }

    [Fact]
    public async Task Ending_a_window_twice_tells_it_once()
    {
        var subject = AnEvent.Issue("HOLD-3");
        var start = await Grain(subject).Replay(after: null);
        await Grain(subject).Accept(AnEvent.Commented(subject, "twice-1", "First"));
        await Grain(subject).Accept(AnEvent.Commented(subject, "twice-2", "Second"));
        await silos.Log.NextOwnAsync(subject);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Grain(subject).EndDueWindows()));
        Assert.Equal(["First", "1 more"], (await Grain(subject).Replay(start.Position)).Missed.Select(Title));
    }

    [Fact]
    public async Task What_a_throttle_has_counted_survives_its_grain_and_can_be_seen()
    {
        var subject = AnEvent.Issue("HOLD-4");
        var counted = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listening) =>
            {
                if (instrument.Name == "notifications.withheld")
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, recipients, tags, _) =>
        {
            if (tags.Contains(new KeyValuePair<string, object?>("by", "throttle")))
                Interlocked.Add(ref counted, recipients);
        });
        listener.Start();
        var start = await Grain(subject).Replay(after: null);
        for (var i = 0; i < 5; i++)
        {
            await Grain(subject).Accept(AnEvent.Linked(subject, $"seldom-{i}", $"{i}", "nora"));
            await DeactivateAsync(subject);
        }

        Assert.Equal(["0", "1"], (await Grain(subject).Replay(start.Position)).Missed.Select(Title));
        var throttled = Assert.Single((await Grain(subject).Held()).Throttled);
        Assert.Equal(("seldom", "nora", 2, 3), (throttled.Rule, throttled.User, throttled.Sent, throttled.Withheld));
        Assert.Equal(3, counted);
    }

    [Fact]
    public async Task An_open_window_can_be_seen()
    {
        var subject = AnEvent.Issue("HOLD-5");
        await Grain(subject).Accept(AnEvent.Commented(subject, "seen-1", "First"));
        await Grain(subject).Accept(AnEvent.Commented(subject, "seen-2", "Second"));
        var window = Assert.Single((await Grain(subject).Held()).Windows);
        Assert.Equal(("together", true, TimeSpan.FromSeconds(2)), (window.Rule, window.Viewers, window.Ends - window.Opened));
        Assert.Equal(["Second"], window.Held);
    }

    [Fact]
    public async Task A_notification_that_updates_is_counted_once()
    {
        var subject = AnEvent.Issue("HOLD-6");
        var gateway = silos.NewGateway();
        var user = silos.Grains.GetGrain<IUserContextGrain>(UserKey.Of(SiteName.Default, "once-olga"));
        await user.Attach(gateway.Reference);
        await Grain(subject).Accept(AnEvent.Estimated(subject, "once-1", "Same", "once-olga"));
        await Grain(subject).Accept(AnEvent.Estimated(subject, "once-2", "Same", "once-olga"));
        await Grain(subject).Accept(AnEvent.Estimated(subject, "once-3", "Other", "once-olga"));

        // What arrives together is told together.
        while ((await gateway.NextUpdateAsync()).Counts.Unread < 2)
        {
        }

        Assert.Equal(2, (await user.Attach(gateway.Reference)).Counts.Unread);
    }

    private IEventGrain Grain(Subject subject) => silos.Grains.GetEventGrain(SiteName.Default, subject);

    private Task DeactivateAsync(Subject subject) => Grain(subject).Cast<IGrainManagementExtension>().DeactivateOnIdle().AsTask();

    private static string Title(LiveFlags flags) => Assert.Single(flags.Flags).Flag.Title;
}
