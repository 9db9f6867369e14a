using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>Where everybody reaches the product: its one process, or a load balancer before several.</summary>
/// <param name="KeyFile">The key by which realtime tokens are signed.</param>
internal sealed record Entry(Uri Address, HttpClient Http, string KeyFile)
{
    public static Entry Of(GatewayProcess gateway) => new(gateway.Address, gateway.Http, gateway.KeyFile);
}
