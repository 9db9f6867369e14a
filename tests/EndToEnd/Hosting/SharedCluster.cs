using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Hosting;

/// <summary>Two silos and two gateways for the tests that leave them as they were. Each test has subjects and users of its own.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    private ProductCluster? _cluster;

    public ProductCluster Cluster => _cluster ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _cluster = await ProductCluster.StartNewAsync(silos: 2, gateways: 2);

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }
}
