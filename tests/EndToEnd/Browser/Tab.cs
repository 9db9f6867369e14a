using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Notifications.Tests.EndToEnd.Browser;

/// <summary>A person's browser tab with a demo page.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _errors = new();

    public Tab(IPage page)
    {
        Page = page;
        page.Request += (_, request) => _requests.Enqueue($"{request.Method} {new Uri(request.Url).AbsolutePath}");
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>The flags that are visible, newest first.</summary>
    public ILocator Flags => Page.Locator("notification-flag .flag");

    /// <summary>The titles of the visible flags, newest first.</summary>
    public ILocator Titles => Page.Locator("notification-flag .title");

    /// <summary>What the page complained of, such as a refusal by its content security policy.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public ILocator Flag(string title) => Flags.Filter(new() { HasText = title });

    /// <summary>The HTTP requests since this was last asked.</summary>
    public IReadOnlyList<string> Requests()
    {
        var requests = new List<string>();
        while (_requests.TryDequeue(out var request))
            requests.Add(request);
        return requests;
    }

    public Task UntilOnlineAsync() => Assertions.Expect(Page.Locator("notification-bell .bell.online")).ToBeAttachedAsync();

    public Task UntilSubscribedAsync() => Assertions.Expect(Page.Locator("#app[data-subscribed]")).ToBeAttachedAsync();

    /// <summary>Notes from now on the title of each flag that the client shows.</summary>
    public Task RecordFlagsAsync() => Page.EvaluateAsync(
        """
        () => {
          window.recordedFlags = [];
          document.querySelector('notification-bell').client.on('flag', ({ flag }) => window.recordedFlags.push(flag.title));
        }
        """);

    public Task<string[]> RecordedFlagsAsync() => Page.EvaluateAsync<string[]>("window.recordedFlags");

    /// <summary>Makes something happen by the demo's panel.</summary>
    public async Task MakeHappenAsync(string scenario, string actor, string? value = null)
    {
        await Page.GetByLabel("Who does it").SelectOptionAsync(actor);
        var form = Page.Locator($"form[data-scenario={scenario}]");
        if (value is not null)
        {
            var field = form.Locator("input, select, textarea");
            if (await field.EvaluateAsync<string>("e => e.tagName") == "SELECT")
                await field.SelectOptionAsync(value);
            else
                await field.FillAsync(value);
        }

        await form.GetByRole(AriaRole.Button).ClickAsync();
    }

    public async Task AssertAccessibleAsync()
    {
        var result = await Page.RunAxe();
        Assert.True(
            result.Violations.Length == 0,
            string.Join("\n", result.Violations.Select(v => $"{v.Id}: {v.Help} {string.Join(", ", v.Nodes.Select(n => n.Html))}")));
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
