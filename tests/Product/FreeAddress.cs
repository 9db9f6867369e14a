using System.Net;
using System.Net.Sockets;

namespace Notifications.Tests.Product;

/// <summary>Finds loopback addresses that nobody listens on.</summary>
public static class FreeAddress
{
    public static Uri Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
