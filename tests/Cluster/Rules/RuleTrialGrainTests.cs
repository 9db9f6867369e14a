using System.Diagnostics;
using Notifications.Events;
using Notifications.Rules.Trials;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;

namespace Notifications.Tests.Cluster.Rules;

public sealed class RuleTrialGrainTests(TwoSilos silos)
{
    private const string Draft =
        """
        modules:
          trigger:
            - key: assigned
              events: [avi:jira:assigned:issue]
              notify: { to: [assignee], keep: always, title: Hello }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_trial_answers_who_would_have_been_notified_and_tells_nobody()
    {
        var issue = AnEvent.Issue("TRIAL-1");
        var gateway = silos.NewGateway();
        var grain = silos.Grains.GetEventGrain(SiteName.Default, issue);
        await grain.Watch(gateway.Reference, null);
        await grain.Accept(AnEvent.Updated(issue, "tried", "Before"));
        Assert.Equal("Before", Assert.Single((await gateway.NextFlagsAsync()).Flags).Flag.Title);
        var order = Order() with
        {
            Rules = Draft.Replace("avi:jira:assigned:issue", "avi:jira:updated:issue", StringComparison.Ordinal)
                .Replace("to: [assignee]", "to: [viewers, { users: [anna, zoe] }]", StringComparison.Ordinal),
            Subjects = ["jira:issue:TRIAL-*"],
        };
        var before = await silos.Log.ReadTailAsync(SiteName.Default, issue, DateTimeOffset.UnixEpoch, 100);

        var trial = await StartAsync(SiteName.Default, order);
        var state = await EndAsync(trial);

        Assert.Equal((TrialStatus.Done, 1, 1), (state.Status, state.Done, state.Total));
        Assert.Equal("2 people, 2 new, 0 fewer", state.Result!.Summary);
        Assert.Equal(before.Last, (await silos.Log.ReadTailAsync(SiteName.Default, issue, DateTimeOffset.UnixEpoch, 100)).Last);
        // The next thing that the gateway hears is the next event.
        await grain.Accept(AnEvent.Updated(issue, "next", "After"));
        Assert.Equal("After", Assert.Single((await gateway.NextFlagsAsync()).Flags).Flag.Title);
    }

    [Fact]
    public async Task A_trial_shows_how_far_it_is_and_stops_within_a_second()
    {
        const string site = "held-to-stop";
        await AppendAsync(site, 5);
        silos.Past.Hold(site);
        var trial = await StartAsync(site, Order());
        var running = await trial.Read(TrialLimits.Patience);
        Assert.Equal((TrialStatus.Running, 0, 5, null), (running!.Status, running.Done, running.Total, running.Result));
        Assert.Equal(TrialStatus.Running, (await trial.Start(Order())).Status);

        var began = Stopwatch.GetTimestamp();
        var stopped = await trial.Stop();

        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(1));
        Assert.Equal(TrialStatus.Stopped, stopped!.Status);
        Assert.Equal(["The trial was stopped after 0 of 5 events."], stopped.Result!.Bounds);
        Assert.Equal(TrialStatus.Stopped, (await trial.Read(TimeSpan.Zero))!.Status);
    }

    [Fact]
    public async Task Few_trials_run_at_once_a_bounded_number_waits_and_the_rest_is_told()
    {
        const string site = "held-to-wait";
        const int silosThere = 2;
        await AppendAsync(site, 1);
        silos.Past.Hold(site);
        var states = new List<(IRuleTrialGrain Trial, TrialState State)>();
        for (var i = 0; i < 2 * silosThere * (TrialLimits.AtOnce + TrialLimits.Waiting); i++)
        {
            var trial = silos.Grains.GetGrain<IRuleTrialGrain>(TrialKey.Of(site, $"{i}"));
            states.Add((trial, await trial.Start(Order())));
        }

        var started = states.Where(one => one.State.Status != TrialStatus.Busy).Select(one => one.Trial).ToArray();
        Assert.InRange(started.Length, TrialLimits.AtOnce + TrialLimits.Waiting, silosThere * (TrialLimits.AtOnce + TrialLimits.Waiting));
        Assert.Contains(states, one => one.State.Problem == "10 trials of the site wait already. Wait for one to end, or stop one.");
        var now = await Task.WhenAll(started.Select(trial => trial.Read(TimeSpan.Zero)));
        Assert.InRange(now.Count(state => state!.Status == TrialStatus.Running), 1, silosThere * TrialLimits.AtOnce);

        silos.Past.Release(site);
        foreach (var trial in started)
            Assert.Equal(TrialStatus.Done, (await EndAsync(trial)).Status);
    }

    [Fact]
    public async Task A_site_knows_its_own_trials_only()
    {
        const string id = "known";
        await AppendAsync("mine", 1);
        var mine = silos.Grains.GetGrain<IRuleTrialGrain>(TrialKey.Of("mine", id));
        var theirs = silos.Grains.GetGrain<IRuleTrialGrain>(TrialKey.Of("theirs", id));

        await mine.Start(Order());

        Assert.Equal(1, (await EndAsync(mine)).Result!.Events);
        Assert.Null(await theirs.Read(TimeSpan.Zero));
        Assert.Null(await theirs.Stop());
    }

    [Fact]
    public async Task A_draft_with_errors_is_no_trial()
    {
        var trial = silos.Grains.GetGrain<IRuleTrialGrain>(TrialKey.Of("mine", "wrong"));

        var state = await trial.Start(Order() with { Rules = "modules:\n  trigger:\n    - key: a\n" });

        Assert.Equal((TrialStatus.Refused, "The draft has errors."), (state.Status, state.Problem));
        Assert.Equal(3, Assert.Single(state.Errors).Line);
        Assert.Null(await trial.Read(TimeSpan.Zero));
    }

    private static TrialOrder Order() => new() { Rules = Draft, From = "1h" };

    private async Task<IRuleTrialGrain> StartAsync(string site, TrialOrder order)
    {
        var trial = silos.Grains.GetGrain<IRuleTrialGrain>(TrialKey.Of(site, Guid.NewGuid().ToString("N")));
        var state = await trial.Start(order);
        Assert.Null(state.Problem);
        return trial;
    }

    private static async Task<TrialState> EndAsync(IRuleTrialGrain trial)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            timeout.Token.ThrowIfCancellationRequested();
            var state = await trial.Read(TrialLimits.Patience);
            if (state!.Status is not (TrialStatus.Waiting or TrialStatus.Running))
                return state;
        }
    }

    private async Task AppendAsync(string site, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            var @event = AnEvent.Assigned(AnEvent.Issue("HELD-1"), $"{site}-{i}", "Hello", "anna") with { Site = site };
            Assert.Equal(Appended.Written, await silos.Log.AppendAsync(@event, i));
        }
    }
}
