using System.Globalization;
using System.Net;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Deploy;

/// <summary>A gateway with a port for Prometheus.</summary>
public sealed class MeasuredGateway : IAsyncLifetime
{
    private GatewayProcess? _gateway;

    public GatewayProcess Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    public Uri Metrics { get; } = new(FreeAddress.Next(), "/metrics");

    public async ValueTask InitializeAsync() => _gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string>
    {
        ["Telemetry__MetricsPort"] = Metrics.Port.ToString(CultureInfo.InvariantCulture),
    });

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
    }

    /// <summary>Reads it as Prometheus does.</summary>
    public async Task<string> ScrapeAsync()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(Metrics);
        Assert.Equal((HttpStatusCode.OK, "text/plain"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsStringAsync();
    }
}
