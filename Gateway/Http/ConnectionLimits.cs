using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Notifications.Http;

/// <summary>Bounds what connections may take before anybody has looked at what they ask.</summary>
internal static class ConnectionLimits
{
    // One more is closed, which Kestrel counts. Sessions are not among them: they have a bound of their own.
    private const long MaxConnections = 10_000;

    // Of a body that nobody reads yet. By default it is 1 MiB, and a thousand hooks may wait.
    private const long MaxUnreadBytes = 64 * 1024;

    public static IServiceCollection AddConnectionLimits(this IServiceCollection services) => services
        .Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxConcurrentConnections = MaxConnections)
        .Configure<SocketTransportOptions>(sockets => sockets.MaxReadBufferSize = MaxUnreadBytes);
}
