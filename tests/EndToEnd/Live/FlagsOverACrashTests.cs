using System.Diagnostics;
using System.Net;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Live;

/// <summary>Flags in a cluster of which a silo goes.</summary>
public sealed class FlagsOverACrashTests
{
    private const int Subjects = 12;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Views_of_what_was_on_a_silo_are_told_by_another_long_before_their_lease_ends(bool isKilled)
    {
        await using var cluster = await ProductCluster.StartNewAsync(silos: 1, gateways: 1);
        var gateway = cluster.Gateways[0];
        await using var anna = await HubSession.ConnectAsync(gateway);
        await anna.AttachAsync(new Tokens(gateway.KeyFile).For("anna", Enumerable.Range(0, Subjects).Select(i => $"jira:issue:GONE-{i}")));
        for (var i = 0; i < Subjects; i++)
            await anna.SubscribeAsync($"jira:issue:GONE-{i}");
        // It comes when all of them are on the first, so that all have to move.
        var successor = cluster.AddSilo();
        successor.Launch();
        await successor.WaitUntilReadyAsync();

        var began = Stopwatch.GetTimestamp();
        if (isKilled)
            await cluster.Silos[0].KillAsync();
        else
            Assert.Equal(0, await cluster.Silos[0].StopAsync());
        var stopped = Stopwatch.GetElapsedTime(began);
        await Task.WhenAll(Enumerable.Range(0, Subjects).Select(i => PostAsync(gateway, $"GONE-{i}")));
        var titles = new HashSet<string>(StringComparer.Ordinal);
        while (titles.Count < Subjects)
            titles.UnionWith(await anna.NextTitlesAsync());

        var all = Stopwatch.GetElapsedTime(began) - stopped;
        TestContext.Current.SendDiagnosticMessage($"Flags of all subjects {all.TotalSeconds:0.0} s after a silo was {(isKilled ? "killed" : "stopped")}.");
        Assert.InRange(all, TimeSpan.Zero, TimeSpan.FromSeconds(6));
    }

    /// <summary>As a sender does that is told to come again.</summary>
    private static async Task PostAsync(GatewayProcess gateway, string issue)
    {
        var hook = Hook.StatusChanged(issue, "Done");
        while (true)
        {
            using var answer = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, hook.DeepClone());
            if (answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.OK)
                return;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }
    }
}
