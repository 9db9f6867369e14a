using Notifications.Tests.Product;
using static Microsoft.Playwright.Assertions;

namespace Notifications.Tests.EndToEnd.Browser;

public sealed class ViewersTests(Browsers browsers) : IAsyncLifetime
{
    private GatewayProcess _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayProcess.StartNewAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Two_on_an_issue_see_each_other_and_who_is_in_the_background()
    {
        await using var anna = await browsers.OpenAsync(_gateway, "issue", "anna");
        await using var elsewhere = await browsers.OpenAsync(_gateway, "page", "chen");
        var others = anna.Page.Locator("notification-viewers li");
        await Expect(others).ToHaveCountAsync(0);
        var ben = await browsers.OpenAsync(_gateway, "issue", "ben");

        await Expect(others).ToHaveTextAsync(["BO"]);
        await Expect(ben.Page.Locator("notification-viewers li")).ToHaveCountAsync(1);
        await anna.AssertAccessibleAsync();

        // Headless tabs are all in front; the page is told otherwise, as the browser would.
        await ben.Page.EvaluateAsync(
            """
            () => {
              Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
              document.dispatchEvent(new Event('visibilitychange'));
            }
            """);
        await Expect(anna.Page.Locator("notification-viewers li.hidden")).ToHaveCountAsync(1);

        await ben.DisposeAsync();
        await Expect(others).ToHaveCountAsync(0);
        await Expect(elsewhere.Page.Locator("notification-viewers li")).ToHaveCountAsync(0);
        Assert.Empty(anna.Errors.Concat(elsewhere.Errors));
    }
}
