using Microsoft.Playwright;
using Notifications.Tests.Product;
using static Microsoft.Playwright.Assertions;

namespace Notifications.Tests.EndToEnd.Browser;

public sealed class InboxTests(Browsers browsers) : IAsyncLifetime
{
    private GatewayProcess _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayProcess.StartNewAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task What_came_while_somebody_was_away_is_in_the_inbox_and_is_read_in_all_tabs_at_once()
    {
        await using var ben = await browsers.OpenAsync(_gateway, "page", "ben");
        await using (var issue = await browsers.OpenAsync(_gateway, "issue", "ben"))
        {
            await issue.MakeHappenAsync("assign", actor: "ben", "chen");
            await Expect(issue.Page.Locator(".log .fine")).ToHaveCountAsync(1);
        }

        await using var chen = await browsers.OpenAsync(_gateway, "page", "chen");
        await using var elsewhere = await browsers.OpenAsync(_gateway, "page", "chen");
        await Expect(Count(chen)).ToHaveTextAsync("1");
        await Expect(Count(elsewhere)).ToHaveTextAsync("1");
        await Expect(Count(elsewhere)).Not.ToHaveClassAsync("count seen");

        await OpenAsync(chen);
        await Expect(Items(chen)).ToHaveCountAsync(1);
        await Expect(Items(chen)).ToContainTextAsync("DEMO-1 is yours");
        await Expect(Count(elsewhere)).ToHaveClassAsync("count seen");
        await OpenAsync(elsewhere);
        await Items(chen).HoverAsync();
        await Items(chen).GetByTitle("Mark as read").ClickAsync();

        await Expect(Count(chen)).ToHaveCountAsync(0);
        await Expect(Count(elsewhere)).ToHaveCountAsync(0);
        await Expect(Items(elsewhere).Locator(".read")).ToHaveCountAsync(1);
        await Expect(Count(ben)).ToHaveCountAsync(0);
        Assert.Empty(chen.Errors.Concat(elsewhere.Errors));
    }

    [Fact]
    public async Task A_flag_that_is_closed_in_one_tab_closes_in_the_other()
    {
        await using var anna = await browsers.OpenAsync(_gateway, "issue", "anna");
        await using var second = await browsers.OpenAsync(_gateway, "issue", "anna");
        await using var ben = await browsers.OpenAsync(_gateway, "issue", "ben");
        await ben.MakeHappenAsync("blocker", actor: "chen");
        await Expect(anna.Flags).ToHaveCountAsync(1);
        await Expect(second.Flags).ToHaveCountAsync(1);
        await Expect(ben.Flags).ToHaveCountAsync(1);

        await anna.Flags.Locator(".dismiss").ClickAsync();

        await Expect(anna.Flags).ToHaveCountAsync(0);
        await Expect(second.Flags).ToHaveCountAsync(0);
        await Expect(ben.Flags).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Whoever_opens_the_issue_has_read_what_is_about_it()
    {
        await using var ben = await browsers.OpenAsync(_gateway, "issue", "ben");
        await using var chen = await browsers.OpenAsync(_gateway, "page", "chen");
        await ben.MakeHappenAsync("assign", actor: "ben", "chen");
        await OpenAsync(chen);
        await Expect(Items(chen).Locator(".unread")).ToHaveCountAsync(1);

        await using var issue = await browsers.OpenAsync(_gateway, "issue", "chen");

        await Expect(Items(chen).Locator(".read")).ToHaveCountAsync(1);
        await Expect(Count(chen)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_in_the_inbox_and_the_preferences(ColorScheme scheme)
    {
        await using var ben = await browsers.OpenAsync(_gateway, "issue", "ben");
        await using var chen = await browsers.OpenAsync(
            _gateway, "page", "chen", new BrowserNewContextOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await ben.MakeHappenAsync("assign", actor: "ben", "chen");
        await OpenAsync(chen);
        await Expect(Items(chen)).ToHaveCountAsync(1);
        await chen.AssertAccessibleAsync();

        await chen.Page.GetByLabel("Preferences").ClickAsync();
        await chen.Page.GetByRole(AriaRole.Switch).ClickAsync();

        await chen.AssertAccessibleAsync();
    }

    private static Task OpenAsync(Tab tab) => tab.Page.Locator("notification-bell button").First.ClickAsync();

    private static ILocator Items(Tab tab) => tab.Page.Locator("notification-inbox-item");

    private static ILocator Count(Tab tab) => tab.Page.Locator("notification-bell .count");
}
