using System.Net;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Hosting;

/// <summary>A gateway of a cluster is asked to stop.</summary>
public sealed class DrainTests
{
    private const int Sessions = 40;

    [Fact]
    public async Task It_says_so_moves_its_sessions_over_some_time_and_serves_hooks_meanwhile()
    {
        await using var cluster = await ProductCluster.StartNewAsync(silos: 1, gateways: 1, Settings(notice: "00:00:01", drain: "00:00:03"));
        var gateway = cluster.Gateways[0];
        var sessions = await Task.WhenAll(Enumerable.Range(0, Sessions).Select(i => HubSession.ViewAsync(gateway, $"user-{i}", "jira:issue:DRAIN-1")));

        await gateway.SignalAsync("TERM");
        await UntilNotReadyAsync(gateway);
        var ends = sessions.Select(async session =>
        {
            var ended = await session.NextAsync("ended");
            Assert.Equal(("moving", true), (ended.GetProperty("code").GetString(), ended.GetProperty("reconnect").GetBoolean()));
            await session.Closed;
            return TimeProvider.System.GetTimestamp();
        }).ToArray();
        var posted = 0;
        while (!Task.WhenAll(ends).IsCompleted)
        {
            using var answer = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("DRAIN-1", $"{posted++}"));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        var moments = (await Task.WhenAll(ends)).Order().ToArray();
        Assert.Equal(0, await gateway.WaitForExitAsync());
        Assert.True(posted > 0);
        // They did not go all at once: between the first and the last there was most of the time that they had.
        Assert.InRange(TimeProvider.System.GetElapsedTime(moments[0], moments[^1]), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(10));
        var half = TimeProvider.System.GetElapsedTime(moments[0], moments[Sessions / 2]);
        Assert.InRange(half, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5));
        foreach (var session in sessions)
            await session.DisposeAsync();
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once()
    {
        await using var cluster = await ProductCluster.StartNewAsync(silos: 1, gateways: 1, Settings(notice: "00:05:00", drain: "00:10:00"));
        var gateway = cluster.Gateways[0];
        await gateway.SignalAsync("TERM");
        await UntilNotReadyAsync(gateway);

        Assert.Equal(0, await gateway.StopAsync());
    }

    private static Dictionary<string, string> Settings(string notice, string drain) => new()
    {
        ["Hub__DrainNotice"] = notice,
        ["Hub__Drain"] = drain,
    };

    private static async Task UntilNotReadyAsync(GatewayProcess gateway)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (true)
        {
            using var answer = await gateway.Http.GetAsync("/health/ready", patience.Token);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                return;
        }
    }
}
