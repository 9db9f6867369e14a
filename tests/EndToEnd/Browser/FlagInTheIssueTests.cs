using Microsoft.Playwright;
using Notifications.Tests.Product;
using static Microsoft.Playwright.Assertions;

namespace Notifications.Tests.EndToEnd.Browser;

public sealed class FlagInTheIssueTests(Browsers browsers) : IAsyncLifetime
{
    private GatewayProcess _gateway = null!;

    // The demo has one issue and one page, so each test has a gateway of its own.
    public async ValueTask InitializeAsync() => _gateway = await GatewayProcess.StartNewAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_change_shows_to_the_others_on_the_issue_and_to_nobody_elsewhere()
    {
        await using var anna = await browsers.OpenAsync(_gateway, "issue", "anna");
        await using var ben = await browsers.OpenAsync(_gateway, "issue", "ben");
        await using var page = await browsers.OpenAsync(_gateway, "page", "anna");

        await ben.MakeHappenAsync("status", actor: "ben", "Done");
        await Expect(anna.Titles).ToHaveTextAsync(["DEMO-1 is now Done"]);

        // What ben and the page get first is meant for them: the change above was not shown there.
        await anna.MakeHappenAsync("status", actor: "anna", "In Review");
        await Expect(ben.Titles).ToHaveTextAsync(["DEMO-1 is now In Review"]);
        await page.MakeHappenAsync("edit", actor: "ben");
        await Expect(page.Titles).ToHaveCountAsync(1);
        await Expect(page.Titles).Not.ToContainTextAsync("DEMO-1");
        await Expect(anna.Titles).ToHaveTextAsync(["DEMO-1 is now Done"]);
        Assert.Empty(anna.Errors.Concat(ben.Errors).Concat(page.Errors));
    }

    [Fact]
    public async Task An_assignment_shows_to_the_assignee_only_and_raises_the_bell_where_he_is()
    {
        await using var anna = await browsers.OpenAsync(_gateway, "issue", "anna");
        await using var chen = await browsers.OpenAsync(_gateway, "issue", "chen");
        await using var chenElsewhere = await browsers.OpenAsync(_gateway, "page", "chen");
        await Expect(chenElsewhere.Page.Locator("notification-bell .count")).ToHaveCountAsync(0);

        await anna.MakeHappenAsync("assign", actor: "ben", "chen");

        await Expect(chen.Flags).ToHaveCountAsync(1);
        await Expect(chenElsewhere.Page.Locator("notification-bell .count")).ToHaveTextAsync("1");
        await Expect(chenElsewhere.Flags).ToHaveCountAsync(0);
        await anna.MakeHappenAsync("status", actor: "ben", "Done");
        await Expect(anna.Titles).ToHaveTextAsync(["DEMO-1 is now Done"]);
    }

    [Fact]
    public async Task It_comes_without_a_request_and_leaves_the_focus_where_it_is()
    {
        await using var anna = await browsers.OpenAsync(_gateway, "issue", "anna");
        await using var ben = await browsers.OpenAsync(_gateway, "issue", "ben");
        await anna.Page.GetByLabel("Who does it").FocusAsync();
        anna.Requests();

        await ben.MakeHappenAsync("status", actor: "ben", "Done");
        await Expect(anna.Flags).ToHaveCountAsync(1);

        Assert.Empty(anna.Requests());
        await Expect(anna.Page.GetByLabel("Who does it")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("issue", "blocker", null, ColorScheme.Light)]
    [InlineData("issue", "blocker", null, ColorScheme.Dark)]
    [InlineData("page", "edit", null, ColorScheme.Light)]
    [InlineData("page", "edit", null, ColorScheme.Dark)]
    public async Task Axe_finds_nothing(string page, string scenario, string? value, ColorScheme scheme)
    {
        await using var anna = await browsers.OpenAsync(
            _gateway, page, "anna", new BrowserNewContextOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await anna.MakeHappenAsync(scenario, actor: "ben", value);
        await Expect(anna.Flags).ToHaveCountAsync(1);

        await anna.AssertAccessibleAsync();
    }

    [Fact]
    public async Task What_an_event_says_is_text()
    {
        await using var anna = await browsers.OpenAsync(_gateway, "issue", "anna");
        const string markup = "<img src=x onerror=\"window.pwned=1\"><b>${1+1}</b>";

        var hook = Hook.StatusChanged("DEMO-1", markup);
        using var answer = await Hook.PostAsync(_gateway.Http, "jira", GatewayProcess.JiraSecret, hook);

        await Expect(anna.Titles).ToHaveTextAsync([$"DEMO-1 is now {markup}"]);
        Assert.True(await anna.Page.EvaluateAsync<bool>("window.pwned === undefined"));
    }

    [Fact]
    public async Task Refresh_renews_the_view_in_place()
    {
        await using var anna = await browsers.OpenAsync(_gateway, "issue", "anna");
        await anna.MakeHappenAsync("comment", actor: "ben", "The address form is fixed on staging.");
        await Expect(anna.Page.GetByText("The address form is fixed on staging.").First).ToBeVisibleAsync();
        await anna.Page.EvaluateAsync("window.sameDocument = true");

        await anna.Flags.GetByRole(AriaRole.Button, new() { Name = "Refresh" }).ClickAsync();

        await Expect(anna.Page.Locator("main").GetByText("The address form is fixed on staging.")).ToBeVisibleAsync();
        Assert.True(await anna.Page.EvaluateAsync<bool>("window.sameDocument === true"));
    }

    [Fact]
    public async Task A_flag_that_is_mere_information_goes_after_eight_seconds_unless_somebody_hovers()
    {
        await using var anna = await browsers.OpenAsync(_gateway, "issue", "anna", clock: true);
        await anna.MakeHappenAsync("status", actor: "ben", "Done");
        await Expect(anna.Flags).ToHaveCountAsync(1);

        await anna.Flags.HoverAsync();
        await anna.Page.Clock.RunForAsync(30_000);
        await Expect(anna.Flags).ToHaveCountAsync(1);
        await anna.Page.Mouse.MoveAsync(640, 10);
        await anna.Page.Clock.RunForAsync(8_100);

        await Expect(anna.Flags).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_keyboard_reaches_a_flag_and_Escape_dismisses_it_and_gives_the_focus_back()
    {
        await using var anna = await browsers.OpenAsync(_gateway, "issue", "anna");
        var field = anna.Page.GetByLabel("Who does it");
        await anna.MakeHappenAsync("status", actor: "ben", "Done");
        await Expect(anna.Flags).ToHaveCountAsync(1);
        await field.FocusAsync();

        await anna.Page.Keyboard.PressAsync("Alt+Shift+N");
        await Expect(anna.Flags.First).ToBeFocusedAsync();
        await anna.Page.Keyboard.PressAsync("Escape");

        await Expect(anna.Flags).ToHaveCountAsync(0);
        await Expect(field).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Screen_readers_hear_of_it_by_a_live_region_that_was_there_before()
    {
        await using var anna = await browsers.OpenAsync(_gateway, "issue", "anna");
        var region = anna.Page.Locator("notification-flags [role=status]");
        await Expect(region).ToBeAttachedAsync();
        await Expect(region).ToBeEmptyAsync();
        await region.EvaluateAsync("e => e.dataset.before = 'yes'");

        await anna.MakeHappenAsync("status", actor: "ben", "Done");

        await Expect(region).ToContainTextAsync("DEMO-1 is now Done");
        await Expect(region).ToHaveAttributeAsync("data-before", "yes");
    }
}
