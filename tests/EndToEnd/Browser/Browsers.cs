using Microsoft.Playwright;
using Notifications.Tests.Product;

[assembly: AssemblyFixture(typeof(Notifications.Tests.EndToEnd.Browser.Browsers))]

namespace Notifications.Tests.EndToEnd.Browser;

/// <summary>A real Chromium for all tests; each person gets a context of his own.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a demo page as somebody, and waits until it is connected; <paramref name="language"/> replaces the page's own.</summary>
    internal async Task<Tab> OpenAsync(
        GatewayProcess gateway, string page, string user, BrowserNewContextOptions? options = null, bool clock = false, string? language = null)
    {
        options ??= new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce };
        options.BaseURL = gateway.Address.ToString();
        var context = await _browser!.NewContextAsync(options);
        var tab = new Tab(await context.NewPageAsync());
        if (clock)
            await tab.Page.Clock.InstallAsync();
        // Interactive comes before the page's modules run.
        if (language is not null)
            await tab.Page.AddInitScriptAsync($"document.addEventListener('readystatechange', () => document.documentElement.lang = '{language}', {{ once: true }})");
        await tab.Page.GotoAsync($"/{page}.html?user={user}");
        await tab.UntilSubscribedAsync();
        return tab;
    }
}
