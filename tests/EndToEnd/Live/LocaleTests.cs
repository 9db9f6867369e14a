using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using Notifications.Tests.EndToEnd.Browser;
using Notifications.Tests.Product;
using static Microsoft.Playwright.Assertions;

namespace Notifications.Tests.EndToEnd.Live;

public sealed class LocaleTests(Browsers browsers) : IAsyncLifetime
{
    private const string Rules =
        """
        modules:
          trigger:
            - key: changed
              events: [avi:jira:updated:issue]
              notify:
                to: [viewers]
                title: { en: "${event.issue.key} is ${event.issue.fields.status.name}", de: "${event.issue.key} ist ${event.issue.fields.status.name}" }
                actions:
                  - text: { en: Again, de: Nochmal }
                    refresh: true
        """;

    private GatewayProcess _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayProcess.StartNewAsync();
        await File.WriteAllTextAsync(Path.Combine(_gateway.RulesDirectory, "demo.yaml"), Rules);
        await _gateway.WaitForOutputAsync("Loaded demo.yaml: 1 rules.");
        await _gateway.WaitForOutputAsync("are in force.");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Each_session_of_a_subject_reads_its_own_language_live_and_missed()
    {
        const string subject = "jira:issue:LANG-1";
        await using var german = await ViewAsync("anna", subject, "de-CH", "en");
        await using var english = await ViewAsync("chen", subject, "en-US");
        await using var french = await ViewAsync("kim", subject, "fr");

        await PostAsync("LANG-1");

        var batch = await german.NextAsync("flags");
        Assert.Equal("LANG-1 ist Done", Title(batch));
        Assert.DoesNotContain("LANG-1 is Done", batch.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["LANG-1 is Done"], await english.NextTitlesAsync());
        Assert.Equal(["LANG-1 is Done"], await french.NextTitlesAsync());

        var position = new { epoch = batch.GetProperty("position").GetProperty("epoch").GetString(), sequence = 0 };
        var missed = (await german.SubscribeAsync(subject, position)).GetProperty("missed");
        Assert.Equal("LANG-1 ist Done", Title(missed[0]));
    }

    [Fact]
    public async Task A_german_browser_shows_german_where_the_page_says_no_language()
    {
        var options = new BrowserNewContextOptions { Locale = "de-DE", ReducedMotion = ReducedMotion.Reduce };
        await using var german = await browsers.OpenAsync(_gateway, "issue", "anna", options, language: "");
        await using var english = await browsers.OpenAsync(_gateway, "issue", "chen", options);

        await PostAsync("DEMO-1");

        await Expect(german.Titles).ToHaveTextAsync(["DEMO-1 ist Done"]);
        await Expect(german.Flags.GetByRole(AriaRole.Button, new() { Name = "Nochmal" })).ToBeVisibleAsync();
        await Expect(english.Titles).ToHaveTextAsync(["DEMO-1 is Done"]);
    }

    private static string? Title(JsonElement batch) => batch.GetProperty("flags")[0].GetProperty("title").GetString();

    private async Task<HubSession> ViewAsync(string user, string subject, params string[] locales)
    {
        var session = await HubSession.ConnectAsync(_gateway);
        await session.AttachAsync(new Tokens(_gateway.KeyFile).For(user, [subject]), locales);
        await session.SubscribeAsync(subject);
        return session;
    }

    private async Task PostAsync(string key)
    {
        using var answer = await Hook.PostAsync(_gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged(key, "Done"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
