using System.Net;
using System.Net.Sockets;

namespace Notifications.Tests.Product;

/// <summary>Finds loopback addresses that nobody listens on.</summary>
public static class FreeAddress
{
    // Below those that systems give to connections: such a one would be taken by anybody before it is listened on.
    private const int First = 12_000;
    private const int Count = 20_000;

    private static int _next = Random.Shared.Next(Count);

    /// <summary>An address whose port is free on every address of this machine, and is not answered again soon.</summary>
    public static Uri Next()
    {
        for (var tries = 0; ; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Any, port);
                listener.Start();
                return new Uri($"http://127.0.0.1:{port}");
            }
            catch (SocketException) when (tries < Count)
            {
                // Somebody else's.
            }
        }
    }
}
