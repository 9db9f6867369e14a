using Notifications.Tests.Product;

[assembly: AssemblyFixture(typeof(Notifications.Tests.EndToEnd.Hosting.PostgresGateway))]

namespace Notifications.Tests.EndToEnd.Hosting;

/// <summary>As <see cref="SharedGateway"/>, with its stores in PostgreSQL.</summary>
public sealed class PostgresGateway : IAsyncLifetime
{
    private GatewayProcess? _gateway;

    public GatewayProcess Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string>
    {
        ["Storage__Sqlite__File"] = "",
        ["Storage__Postgres__ConnectionString"] = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
    });

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
    }
}
