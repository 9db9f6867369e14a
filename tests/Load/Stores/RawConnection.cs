using System.Buffers.Text;
using System.Net.Sockets;

namespace Notifications.Tests.Load.Stores;

/// <summary>An HTTP connection that does as little as possible: it writes ready requests and looks for status and length of the answer.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly byte[] LengthHeader = "Content-Length: "u8.ToArray();
    private static readonly byte[] RetryHeader = "Retry-After: "u8.ToArray();
    private static readonly byte[] ChunkedEnd = "\r\n0\r\n\r\n"u8.ToArray();
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];

    public static async Task<RawConnection> ConnectAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    /// <summary>Whether the last answer said when to come again.</summary>
    public bool SaysWhenToRetry { get; private set; }

    /// <summary>Sends a request and answers the status.</summary>
    public async Task<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        while (request.Length > 0)
            request = request[await _socket.SendAsync(request)..];
        var read = 0;
        while (!IsWhole(_buffer.AsSpan(0, read)))
        {
            var more = await _socket.ReceiveAsync(_buffer.AsMemory(read));
            if (more == 0)
                throw new IOException("The server closed the connection.");
            read += more;
        }

        SaysWhenToRetry = _buffer.AsSpan(0, read).IndexOf(RetryHeader) >= 0;
        return ((_buffer[9] - '0') * 100) + ((_buffer[10] - '0') * 10) + (_buffer[11] - '0');
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf(HeadEnd);
        if (head < 0)
            return false;
        var length = answer[..head].IndexOf(LengthHeader);
        return length < 0
            ? answer.EndsWith(ChunkedEnd)
            : Utf8Parser.TryParse(answer[(length + LengthHeader.Length)..], out int bytes, out _) && answer.Length >= head + HeadEnd.Length + bytes;
    }
}
