using System.Net;
using System.Net.Sockets;

namespace Notifications.Hosting;

/// <summary>The address by which a member of the cluster is reached.</summary>
internal static class MemberAddress
{
    /// <exception cref="InvalidOperationException">The configured address can't be one.</exception>
    public static IPAddress Of(ClusterMemberOptions options)
    {
        var host = string.IsNullOrWhiteSpace(options.Address) ? Dns.GetHostName() : options.Address;
        var address = IPAddress.TryParse(host, out var given) ? given : Resolve(host);
        return address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            ? throw Wrong(host, "others can't reach a process by it")
            : address;
    }

    /// <summary>A port that is free on an address at the moment.</summary>
    public static int FreePort(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static IPAddress Resolve(string host)
    {
        try
        {
            var found = Dns.GetHostAddresses(host);
            return Array.Find(found, address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
                ?? Array.Find(found, address => !IPAddress.IsLoopback(address))
                ?? found.FirstOrDefault()
                ?? throw Wrong(host, "it has no address");
        }
        catch (SocketException e)
        {
            throw Wrong(host, e.Message);
        }
    }

    private static InvalidOperationException Wrong(string host, string why) => new(
        $"{ClusterMemberOptions.Section}:{nameof(ClusterMemberOptions.Address)} '{host}' is of no use: {why}. Give the IP address or host name by which other processes reach this one.");
}
