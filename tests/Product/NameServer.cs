using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Notifications.Tests.Product;

/// <summary>Answers every question for an address with all that a service has at the moment, as Docker's name server does.</summary>
public sealed class NameServer : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const byte TypeA = 1;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Task _running;

    public NameServer() => _running = RunAsync();

    /// <summary>The addresses that are answered.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; set; } = [];

    public string Endpoint => _socket.Client.LocalEndPoint!.ToString()!;

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _running;
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var asked = await _socket.ReceiveAsync();
                await _socket.SendAsync(Answer(asked.Buffer), asked.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private byte[] Answer(byte[] asked)
    {
        // A name ends with an empty part; type and class follow it.
        var end = Array.IndexOf(asked, (byte)0, HeaderLength) + 1;
        var addresses = asked[end + 1] == TypeA ? Addresses : [];
        byte[] records = [.. addresses.SelectMany(address => (byte[])[0xC0, HeaderLength, 0, TypeA, 0, 1, 0, 0, 0, 1, 0, 4, .. address.GetAddressBytes()])];
        byte[] answer = [.. asked.AsSpan(0, end + 4), .. records];
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2), 0x8180);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(6), (ushort)addresses.Count);
        answer.AsSpan(8, 4).Clear();
        return answer;
    }
}
