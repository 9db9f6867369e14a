using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Live;

public abstract class LiveFlagSuite(GatewayProcess gateway)
{
    private readonly GatewayProcess _gateway = gateway;

    [Fact]
    public async Task A_hook_becomes_a_flag_for_those_who_look_at_its_subject_but_not_for_its_actor()
    {
        await using var anna = await HubSession.ViewAsync(_gateway, "anna", "jira:issue:LOOK-1");
        await using var ben = await HubSession.ViewAsync(_gateway, "ben", "jira:issue:LOOK-1");
        await using var elsewhere = await HubSession.ViewAsync(_gateway, "anna", "jira:issue:LOOK-2");

        await PostAsync(_gateway, "LOOK-1", "Done", actor: "ben");
        Assert.Equal(["LOOK-1 is now Done"], await anna.NextTitlesAsync());

        // What the others get first is what was posted for them later: they were not told of the change above.
        await PostAsync(_gateway, "LOOK-1", "Open", actor: "anna");
        await PostAsync(_gateway, "LOOK-2", "Open", actor: "ben");
        Assert.Equal(["LOOK-1 is now Open"], await ben.NextTitlesAsync());
        Assert.Equal(["LOOK-2 is now Open"], await elsewhere.NextTitlesAsync());
    }

    [Fact]
    public async Task Another_site_sees_nothing_of_the_same_subject()
    {
        await using var stranger = await HubSession.ConnectAsync(_gateway);
        await stranger.AttachAsync(new Tokens(_gateway.KeyFile).For("anna", ["jira:issue:SITE-1"], site: "other"));
        await stranger.SubscribeAsync("jira:issue:SITE-1");
        await using var anna = await HubSession.ViewAsync(_gateway, "anna", "jira:issue:SITE-1");

        await PostAsync(_gateway, "SITE-1", "Done");
        await anna.NextTitlesAsync();
        // An answer that comes after anything that was sent before.
        await stranger.SubscribeAsync("jira:issue:SITE-1");

        Assert.DoesNotContain("flags", stranger.Unread());
    }

    [Fact]
    public async Task A_session_that_returns_gets_exactly_what_it_missed()
    {
        const string subject = "jira:issue:BACK-1";
        string position;
        await using (var before = await HubSession.ViewAsync(_gateway, "anna", subject))
        {
            await PostAsync(_gateway, "BACK-1", "Seen");
            position = (await before.NextAsync("flags")).GetProperty("position").GetRawText();
        }

        await PostAsync(_gateway, "BACK-1", "Missed");
        await PostAsync(_gateway, "BACK-1", "Mine", actor: "anna");
        await PostAsync(_gateway, "BACK-1", "Missed too");
        await using var after = await HubSession.ConnectAsync(_gateway);
        await after.AttachAsync(new Tokens(_gateway.KeyFile).For("anna", [subject]));
        var answer = await after.SubscribeAsync(subject, JsonElement.Parse(position));

        Assert.True(answer.GetProperty("complete").GetBoolean());
        Assert.Equal(["BACK-1 is now Missed", "BACK-1 is now Missed too"], MissedTitles(answer));
    }

    [Fact]
    public async Task What_is_kept_raises_the_count_of_its_recipient_wherever_he_is()
    {
        await using var assignee = await HubSession.ConnectAsync(_gateway);
        var before = await assignee.AttachAsync(new Tokens(_gateway.KeyFile).For("kim", ["jira:issue:FAR-1"]));

        await PostAsync(_gateway, "KEPT-1", "Done", actor: "ben", assignee: "kim");

        var counts = await assignee.NextCountsAsync();
        Assert.Equal(before.GetProperty("inbox").GetProperty("counts").GetProperty("unread").GetInt64() + 1, counts.GetProperty("unread").GetInt64());
        Assert.True(counts.GetProperty("version").GetInt64() > before.GetProperty("inbox").GetProperty("counts").GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData("https://evil.example.com", false)]
    [InlineData("null", false)]
    [InlineData("own", true)]
    public async Task Pages_of_other_origins_may_not_connect(string origin, bool allowed)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin == "own" ? _gateway.Address.GetLeftPart(UriPartial.Authority) : origin);
        socket.Options.CollectHttpResponseDetails = true;
        var connecting = socket.ConnectAsync(new UriBuilder(_gateway.Address) { Scheme = "ws", Path = "/hub" }.Uri, CancellationToken.None);

        if (allowed)
            await connecting;
        else
            await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        Assert.Equal(allowed ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden, socket.HttpStatusCode);
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

public sealed class LiveFlagOnSqlite(SharedGateway shared) : LiveFlagSuite(shared.Gateway);

public sealed class LiveFlagOnPostgres(PostgresGateway postgres) : LiveFlagSuite(postgres.Gateway);
