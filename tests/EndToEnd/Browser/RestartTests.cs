using Notifications.Tests.Product;
using static Microsoft.Playwright.Assertions;

namespace Notifications.Tests.EndToEnd.Browser;

public sealed class RestartTests(Browsers browsers)
{
    [Fact]
    public async Task After_a_crash_the_browser_shows_exactly_what_it_missed()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        await using var anna = await browsers.OpenAsync(gateway, "issue", "anna");
        await PostAsync(gateway, "Seen");
        await Expect(anna.Titles).ToHaveTextAsync(["DEMO-1 is now Seen"]);

        await anna.RecordFlagsAsync();

        // Offline, so that the hooks below come before the browser does.
        await anna.Page.Context.SetOfflineAsync(true);
        await gateway.KillAsync();
        await Expect(anna.Page.Locator("notification-bell .bell.reconnecting")).ToBeAttachedAsync();
        await gateway.StartAsync();
        await PostAsync(gateway, "Missed");
        await PostAsync(gateway, "Done by anna", actor: "anna");
        await PostAsync(gateway, "Missed too");
        await anna.Page.Context.SetOfflineAsync(false);

        await Expect(anna.Flag("DEMO-1 is now Missed too")).ToBeVisibleAsync();
        await Expect(anna.Titles.Nth(1)).ToHaveTextAsync("DEMO-1 is now Missed");
        await anna.UntilOnlineAsync();
        await PostAsync(gateway, "Live again");
        await Expect(anna.Flag("DEMO-1 is now Live again").Or(anna.Page.GetByText("+1 more"))).ToBeVisibleAsync();
        Assert.Equal(["DEMO-1 is now Missed", "DEMO-1 is now Missed too", "DEMO-1 is now Live again"], await anna.RecordedFlagsAsync());
    }

    [Fact]
    public async Task When_the_log_is_another_one_the_browser_says_that_it_may_have_missed_something()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        await using var anna = await browsers.OpenAsync(gateway, "issue", "anna");
        await PostAsync(gateway, "Seen");
        await Expect(anna.Flags).ToHaveCountAsync(1);

        await gateway.KillAsync();
        foreach (var file in Directory.GetFiles(gateway.Directory, "notifications.db*"))
            File.Delete(file);
        await gateway.StartAsync();

        await Expect(anna.Page.GetByText("You may have missed something")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    private static async Task PostAsync(GatewayProcess gateway, string status, string actor = "ben")
    {
        using var answer = await Hook.PostAsync(
            gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("DEMO-1", status, actor));
        answer.EnsureSuccessStatusCode();
    }
}
