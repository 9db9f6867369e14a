using System.Diagnostics;
using System.Text.Json;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Live;

/// <summary>Who looks, in a cluster whose processes are killed.</summary>
public sealed class PresenceOverACrashTests
{
    private static readonly string[] Subjects = [.. Enumerable.Range(0, 12).Select(i => $"jira:issue:CRASH-{i}")];

    [Fact]
    public async Task It_is_right_again_soon_after_a_silo_and_after_a_gateway_is_killed()
    {
        await using var cluster = await ProductCluster.StartNewAsync(silos: 1, gateways: 2);
        await using var anna = await OpenAsync(cluster.Gateways[0], "anna");
        await using var ben = await OpenAsync(cluster.Gateways[1], "ben");
        await UntilAsync(anna, "anna,ben");
        // It comes when all of them are on the first, so that all have to move.
        var successor = cluster.AddSilo();
        successor.Launch();
        await successor.WaitUntilReadyAsync();

        var began = Stopwatch.GetTimestamp();
        await cluster.Silos[0].KillAsync();
        var carl = OpenAsync(cluster.Gateways[1], "carl");
        await UntilAsync(anna, "anna,ben,carl");
        var silo = Stopwatch.GetElapsedTime(began);

        began = Stopwatch.GetTimestamp();
        await cluster.Gateways[1].KillAsync();
        await UntilAsync(anna, "anna");
        var gateway = Stopwatch.GetElapsedTime(began);

        TestContext.Current.SendDiagnosticMessage($"Right again {silo.TotalSeconds:0.0} s after a silo and {gateway.TotalSeconds:0.0} s after a gateway was killed.");
        Assert.InRange(silo, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.InRange(gateway, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await (await carl).DisposeAsync();
    }

    private static async Task<HubSession> OpenAsync(GatewayProcess gateway, string user)
    {
        var session = await HubSession.ConnectAsync(gateway);
        await session.AttachAsync(new Tokens(gateway.KeyFile).For(user, Subjects, permissions: ["flags", "presence"]));
        await Task.WhenAll(Subjects.Select(subject => session.SubscribeAsync(subject)));
        return session;
    }

    /// <summary>Waits until these are who looks at each of the subjects.</summary>
    private static async Task UntilAsync(HubSession session, string users)
    {
        var wrong = Subjects.ToHashSet(StringComparer.Ordinal);
        while (wrong.Count > 0)
        {
            var presence = await session.NextAsync("presence");
            var subject = presence.GetProperty("subject").GetString()!;
            if (Users(presence) == users)
                wrong.Remove(subject);
            else
                wrong.Add(subject);
        }
    }

    private static string Users(JsonElement presence) => string.Join(
        ',', presence.GetProperty("viewers").EnumerateArray().Select(viewer => viewer.GetProperty("user").GetString()).Order(StringComparer.Ordinal));
}
