using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Notifications.Tests.Load.Stores;

/// <summary>A SignalR session that makes one call after the other and reads nothing of the answers.</summary>
internal sealed class CallingSession : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1e;

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];

    private CallingSession()
    {
    }

    public static async Task<CallingSession> ConnectAsync(Uri address)
    {
        var session = new CallingSession();
        await session._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/hub" }.Uri, CancellationToken.None);
        await session.SendAsync("""{"protocol":"json","version":1}""");
        await session.ReadAsync();
        return session;
    }

    /// <summary>Ends when the answer is here.</summary>
    public async Task InvokeAsync(string method, object argument)
    {
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = method, arguments = new[] { argument } }));
        int length;
        do
            length = await ReadAsync();
        while (_buffer.AsSpan(0, length).IndexOf("\"type\":3"u8) < 0);
        if (_buffer.AsSpan(0, length).IndexOf("\"error\":\""u8) is >= 0 and < 60)
            throw new InvalidOperationException($"{method} failed: {Encoding.UTF8.GetString(_buffer, 0, length)}");
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<int> ReadAsync()
    {
        var length = 0;
        while (true)
        {
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            length += result.Count;
            if (result.EndOfMessage)
                return length;
        }
    }

    private Task SendAsync(string message) => _socket.SendAsync(
        (byte[])[.. Encoding.UTF8.GetBytes(message), RecordSeparator], WebSocketMessageType.Text, true, CancellationToken.None);
}
