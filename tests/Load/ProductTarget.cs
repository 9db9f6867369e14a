using Notifications.Tests.Product;

namespace Notifications.Tests.Load;

/// <summary>The product, started as a user starts it; events are signed Jira hooks, committed before they are answered.</summary>
internal sealed class ProductTarget : ILoadTarget
{
    private readonly GatewayProcess _gateway;
    private readonly Tokens _tokens;
    private readonly Uri _hub;

    private ProductTarget(GatewayProcess gateway)
    {
        _gateway = gateway;
        _tokens = new Tokens(gateway.KeyFile);
        _hub = new UriBuilder(gateway.Address) { Scheme = "ws", Path = "/hub" }.Uri;
    }

    public string Name => "Notifications, embedded";

    public TimeSpan ProcessorTime => _gateway.ProcessorTime;

    public long ResidentBytes => _gateway.ResidentBytes;

    public static async Task<ProductTarget> StartAsync() => new(await GatewayProcess.StartNewAsync());

    public Task<RawSession> OpenAsync(int group, int session, Action<int> received)
    {
        var subject = $"jira:issue:LOAD-{group}";
        var token = _tokens.For($"user-{session}", [subject], permissions: ["flags"]);
        return RawSession.ConnectAsync(
            _hub, received, ("attach", new { token, tab = "load" }), ("subscribe", new { subject }));
    }

    public async Task SendAsync(int group, int number)
    {
        var hook = Hook.StatusChanged($"LOAD-{group}", $"{RawSession.Mark}{number}{RawSession.Mark}", actor: "loader");
        using var answer = await Hook.PostAsync(_gateway.Http, "jira", GatewayProcess.JiraSecret, hook);
        answer.EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();
}
