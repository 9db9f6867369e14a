using System.Diagnostics;
using System.Net;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Hosting;

/// <summary>When a load balancer is to give a gateway something new.</summary>
public sealed class ReadinessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Longer than a load balancer needs to take a gateway out.
    private static readonly TimeSpan Meanwhile = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task A_gateway_is_ready_while_a_silo_is_there_and_not_without_any()
    {
        await using var cluster = await ProductCluster.StartNewAsync(silos: 2, gateways: 1);
        var http = cluster.Gateways[0].Http;

        await cluster.Silos[0].SignalAsync("STOP");
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Meanwhile;)
            Assert.Equal(HttpStatusCode.OK, await AskAsync(http));

        await cluster.Silos[0].KillAsync();
        await cluster.Silos[1].KillAsync();
        for (var began = Stopwatch.GetTimestamp(); await AskAsync(http) != HttpStatusCode.ServiceUnavailable;)
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, "It is ready without any silo.");

        await cluster.Silos[1].StartAsync();
        for (var began = Stopwatch.GetTimestamp(); await AskAsync(http) != HttpStatusCode.OK;)
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, "It is not ready with a silo.");
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/health/ready").WaitAsync(TimeSpan.FromSeconds(1));
        return answer.StatusCode;
    }
}
