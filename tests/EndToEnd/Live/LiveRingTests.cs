using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Live;

public sealed class LiveRingTests
{
    [Fact]
    public async Task A_position_of_another_epoch_or_beyond_the_ring_is_told_apart()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string> { ["Live__RingCapacity"] = "2" });
        const string subject = "jira:issue:OLD-1";
        await using var session = await HubSession.ViewAsync(gateway, "anna", subject);
        await PostAsync(gateway, "OLD-1", "One");
        var first = (await session.NextAsync("flags")).GetProperty("position");
        foreach (var status in (string[])["Two", "Three", "Four"])
            await PostAsync(gateway, "OLD-1", status);

        var beyond = await session.SubscribeAsync(subject, first);
        var foreign = await session.SubscribeAsync(subject, new { epoch = "another", sequence = 1 });

        foreach (var answer in (JsonElement[])[beyond, foreign])
        {
            Assert.False(answer.GetProperty("complete").GetBoolean());
            Assert.Equal(["OLD-1 is now Three", "OLD-1 is now Four"], MissedTitles(answer));
        }
    }

    [Fact]
    public async Task A_session_that_may_see_little_does_not_fall_behind_what_the_ring_holds()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string> { ["Live__RingCapacity"] = "2" });
        const string subject = "jira:issue:MINE-1";
        await using var anna = await HubSession.ViewAsync(gateway, "anna", subject);
        foreach (var status in (string[])["One", "Two", "Three", "Four"])
            await PostAsync(gateway, "MINE-1", status, actor: "anna");

        var standing = (await anna.NextAsync("standing")).GetProperty("position");
        await PostAsync(gateway, "MINE-1", "Five");
        var answer = await anna.SubscribeAsync(subject, standing);

        Assert.True(answer.GetProperty("complete").GetBoolean());
        Assert.Equal(["MINE-1 is now Five"], MissedTitles(answer));
    }

    private static IEnumerable<string?> MissedTitles(JsonElement answer) =>
        answer.GetProperty("missed").EnumerateArray()
            .SelectMany(batch => batch.GetProperty("flags").EnumerateArray())
            .Select(flag => flag.GetProperty("title").GetString());

    private static async Task PostAsync(GatewayProcess gateway, string key, string status, string actor = "ben", string? assignee = null)
    {
        using var answer = await Hook.PostAsync(
            gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged(key, status, actor, assignee));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
