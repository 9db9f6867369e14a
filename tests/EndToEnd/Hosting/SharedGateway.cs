using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Hosting;

/// <summary>One gateway for all tests that leave it as it was. Each test has subjects of its own.</summary>
public sealed class SharedGateway : IAsyncLifetime
{
    private GatewayProcess? _gateway;

    public GatewayProcess Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _gateway = await GatewayProcess.StartNewAsync();

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
    }
}
