using Notifications.Tests.Product;

namespace Notifications.Tests.Load;

/// <summary>
/// The product, in one process or as a cluster; events are signed Jira hooks, committed before they are answered. Sessions and hooks
/// are spread over the gateways, so that what is told mostly comes from another one than it goes to.
/// </summary>
internal sealed class ProductTarget : ILoadTarget
{
    private readonly IReadOnlyList<GatewayProcess> _gateways;
    private readonly IReadOnlyList<ProductProcess> _processes;
    private readonly IReadOnlyList<IAsyncDisposable> _owned;
    private readonly Tokens _tokens;

    private ProductTarget(string name, IReadOnlyList<GatewayProcess> gateways, IReadOnlyList<ProductProcess> processes, params IReadOnlyList<IAsyncDisposable> owned)
    {
        (Name, _gateways, _processes, _owned) = (name, gateways, processes, owned);
        _tokens = new Tokens(gateways[0].KeyFile);
    }

    public string Name { get; }

    public TimeSpan ProcessorTime => _processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.ProcessorTime);

    public long ResidentBytes => _processes.Sum(process => process.ResidentBytes);

    /// <summary>As a user starts it: one process, on SQLite.</summary>
    public static async Task<ProductTarget> StartAsync()
    {
        var gateway = await GatewayProcess.StartNewAsync();
        return new ProductTarget("Notifications, embedded", [gateway], [gateway], gateway);
    }

    /// <summary>One process on PostgreSQL.</summary>
    public static async Task<ProductTarget> StartOnPostgresAsync()
    {
        var server = await PostgresServer.StartNewAsync();
        var gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string>
        {
            ["Storage__Sqlite__File"] = "",
            ["Storage__Postgres__ConnectionString"] = await server.CreateDatabaseAsync(),
        });
        return new ProductTarget("Notifications, one process", [gateway], [gateway], gateway, server);
    }

    /// <summary>Silos and gateways as processes of their own, on PostgreSQL.</summary>
    public static async Task<ProductTarget> StartClusterAsync(int silos, int gateways)
    {
        var cluster = await ProductCluster.StartNewAsync(silos, gateways);
        return new ProductTarget($"Notifications, gateways and silos: {gateways} + {silos}", cluster.Gateways, [.. cluster.Processes], cluster);
    }

    public Task<RawSession> OpenAsync(int group, int session, Action<int> received)
    {
        var subject = $"jira:issue:LOAD-{group}";
        var token = _tokens.For($"user-{session}", [subject], permissions: ["flags"]);
        var hub = new UriBuilder(_gateways[session % _gateways.Count].Address) { Scheme = "ws", Path = "/hub" }.Uri;
        return RawSession.ConnectAsync(hub, received, ("attach", new { token, tab = "load" }), ("subscribe", new { subject }));
    }

    public async Task SendAsync(int group, int number)
    {
        var hook = Hook.StatusChanged($"LOAD-{group}", $"{RawSession.Mark}{number}{RawSession.Mark}", actor: "loader");
        using var answer = await Hook.PostAsync(_gateways[number % _gateways.Count].Http, "jira", GatewayProcess.JiraSecret, hook);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
            await owned.DisposeAsync();
    }
}
