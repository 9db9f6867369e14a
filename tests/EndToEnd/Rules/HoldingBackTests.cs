using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Playwright;
using Notifications.Tests.EndToEnd.Browser;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;
using static Microsoft.Playwright.Assertions;

namespace Notifications.Tests.EndToEnd.Rules;

public sealed class HoldingBackTests(Browsers browsers)
{
    [Fact]
    public async Task What_is_held_when_the_process_is_killed_is_told_exactly_once()
    {
        await using var gateway = await StartAsync("digest: { window: 4s, title: \"${notifications.length} more in ${event.issue.key}\" }");
        var token = new Tokens(gateway.KeyFile).For("anna", ["jira:issue:HOLD-1"]);
        await using var before = await HubSession.ConnectAsync(gateway);
        await before.AttachAsync(token);
        var start = (await before.SubscribeAsync("jira:issue:HOLD-1")).GetProperty("position");
        await PostAsync(gateway, "HOLD-1", "One");
        Assert.Equal(["HOLD-1 is One"], await before.NextTitlesAsync());
        await PostAsync(gateway, "HOLD-1", "Two");
        await PostAsync(gateway, "HOLD-1", "Three");
        await gateway.KillAsync();
        await gateway.StartAsync();

        await using (var after = await HubSession.ConnectAsync(gateway))
        {
            await after.AttachAsync(token);
            var missed = Titles((await after.SubscribeAsync("jira:issue:HOLD-1", start)).GetProperty("missed"));
            if (missed.Length == 1)
                missed = [.. missed, .. await after.NextTitlesAsync()];
            Assert.Equal(["HOLD-1 is One", "2 more in HOLD-1"], missed);
        }

        // Nothing of it comes again, after another crash and with the next window.
        await gateway.KillAsync();
        await gateway.StartAsync();
        await using var again = await HubSession.ConnectAsync(gateway);
        await again.AttachAsync(token);
        Assert.Equal(["HOLD-1 is One", "2 more in HOLD-1"], Titles((await again.SubscribeAsync("jira:issue:HOLD-1", start)).GetProperty("missed")));
        await PostAsync(gateway, "HOLD-1", "Four");
        Assert.Equal(["HOLD-1 is Four"], await again.NextTitlesAsync());
        await PostAsync(gateway, "HOLD-1", "Five");
        Assert.Equal(["1 more in HOLD-1"], await again.NextTitlesAsync());
    }

    [Fact]
    public async Task An_operator_sees_what_is_held_and_nobody_else_does()
    {
        await using var gateway = await StartAsync("digest: { window: 1h, key: k, title: x }");
        await using var anna = await HubSession.ViewAsync(gateway, "anna", "jira:issue:HOLD-2");
        await PostAsync(gateway, "HOLD-2", "One");
        await PostAsync(gateway, "HOLD-2", "Two");
        await anna.NextTitlesAsync();

        using var held = await GetAsync(gateway, "jira:issue:HOLD-2", GatewayProcess.ApiSecret);
        var window = Assert.Single(JsonDocument.Parse(await held.Content.ReadAsStringAsync()).RootElement.GetProperty("windows").EnumerateArray());
        Assert.Equal(("rule", "k", true), (window.GetProperty("rule").GetString(), window.GetProperty("key").GetString(), window.GetProperty("viewers").GetBoolean()));
        Assert.Equal("HOLD-2 is Two", Assert.Single(window.GetProperty("held").EnumerateArray()).GetString());

        using var stranger = await GetAsync(gateway, "jira:issue:HOLD-2", "some secret that nobody has");
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        using var wrong = await GetAsync(gateway, "HOLD-2", GatewayProcess.ApiSecret);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("Write source:kind:id", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flag_updates_in_its_place_and_comes_back_where_it_was_closed()
    {
        await using var gateway = await StartAsync("autoDismiss: false, dedupeKey: status");
        await using var anna = await browsers.OpenAsync(gateway, "issue", "anna");
        await PostAsync(gateway, "DEMO-1", "Doing");
        await Expect(anna.Titles).ToHaveTextAsync(["DEMO-1 is Doing"]);
        await PostAsync(gateway, "DEMO-1", "Done");
        await Expect(anna.Titles).ToHaveTextAsync(["DEMO-1 is Done"]);
        await ShootAsync(anna, "flag-updated.png");
        await Expect(anna.Page.Locator("notification-flags [role=status]")).ToContainTextAsync("DEMO-1 is Done");

        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss: DEMO-1 is Done" }).ClickAsync();
        await Expect(anna.Flags).ToHaveCountAsync(0);
        await PostAsync(gateway, "DEMO-1", "Closed");
        await Expect(anna.Titles).ToHaveTextAsync(["DEMO-1 is Closed"]);
        await anna.AssertAccessibleAsync();
        Assert.Empty(anna.Errors);
    }

    [Fact]
    public async Task A_flag_says_how_many_were_withheld_before_it()
    {
        await using var gateway = await StartAsync("autoDismiss: false, throttle: { limit: 1, period: 2s }");
        await using var anna = await browsers.OpenAsync(gateway, "issue", "anna");
        var now = TimeProvider.System.GetUtcNow();
        await PostAsync(gateway, "DEMO-1", "One", now.AddSeconds(-10));
        await PostAsync(gateway, "DEMO-1", "Two", now.AddSeconds(-9.5));
        await PostAsync(gateway, "DEMO-1", "Three", now.AddSeconds(-9));
        await PostAsync(gateway, "DEMO-1", "Four", now);
        await Expect(anna.Titles).ToHaveTextAsync(["DEMO-1 is Four", "DEMO-1 is One"]);
        await Expect(anna.Flag("DEMO-1 is Four").Locator(".withheld")).ToHaveTextAsync("and 2 more before");
        await Expect(anna.Flag("DEMO-1 is One").Locator(".withheld")).ToHaveCountAsync(0);
        await ShootAsync(anna, "flag-withheld.png");
    }

    private static Task<GatewayProcess> StartAsync(string holding) => GatewayProcess.StartNewAsync(rules: $$"""
        modules:
          trigger:
            - key: rule
              events: [avi:jira:updated:issue]
              notify: { to: [viewers], title: "${event.issue.key} is ${event.issue.fields.status.name}", {{holding}} }
        """);


    // Where somebody wants to look at it.
    private static async Task ShootAsync(Tab tab, string file)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, file) });
    }

    private static async Task PostAsync(GatewayProcess gateway, string key, string status, DateTimeOffset? time = null)
    {
        var hook = Hook.StatusChanged(key, status);
        if (time is { } moment)
            hook["timestamp"] = moment.ToUnixTimeMilliseconds();
        using var answer = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, hook);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> GetAsync(GatewayProcess gateway, string subject, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/subjects/{subject}/held");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return await gateway.Http.SendAsync(request);
    }

    private static string[] Titles(JsonElement missed) =>
        [.. missed.EnumerateArray().SelectMany(batch => batch.GetProperty("flags").EnumerateArray()).Select(flag => flag.GetProperty("title").GetString()!)];
}
