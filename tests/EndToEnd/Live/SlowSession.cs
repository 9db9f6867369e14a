using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Live;

/// <summary>A browser tab whose socket holds next to nothing, and that reads only when it is told to.</summary>
internal sealed class SlowSession : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1e;
    private const int LittleBytes = 4 * 1024;
    private const int TcpLevel = 6;
    private const int MaxSegment = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();
    private readonly HttpMessageInvoker _connector = new(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly List<byte> _begun = [];
    private readonly Queue<JsonElement> _messages = new();

    private SlowSession()
    {
    }

    /// <summary>Connects, attaches and subscribes, and reads nothing from then on.</summary>
    public static async Task<SlowSession> ViewAsync(GatewayProcess gateway, string user, string subject)
    {
        var session = new SlowSession();
        await session._socket.ConnectAsync(
            new UriBuilder(gateway.Address) { Scheme = "ws", Path = "/hub" }.Uri, session._connector, CancellationToken.None);
        await session.SendAsync("""{"protocol":"json","version":1}""");
        await session.NextAsync(message => !message.TryGetProperty("type", out _));
        await session.InvokeAsync("attach", new { token = new Tokens(gateway.KeyFile).For(user, [subject], permissions: ["flags"]), tab = "slow" });
        await session.InvokeAsync("subscribe", new { subject });
        return session;
    }

    /// <summary>Calls the hub, and reads until it answers.</summary>
    public async Task<JsonElement> InvokeAsync(string method, object argument)
    {
        var id = Guid.NewGuid().ToString("N");
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments = new[] { argument } }));
        var answer = await NextAsync(message => message.TryGetProperty("invocationId", out var of) && of.GetString() == id);
        Assert.False(answer.TryGetProperty("error", out var error), error.ToString());
        return answer.GetProperty("result");
    }

    /// <summary>Reads up to the next message that the gateway sends by itself.</summary>
    public async Task<(string Name, JsonElement Content)> NextAsync()
    {
        var message = await NextAsync(message => message.TryGetProperty("target", out _));
        return (message.GetProperty("target").GetString()!, message.GetProperty("arguments")[0]);
    }

    /// <summary>Writes, as live tabs do, and does not read, until the connection is gone.</summary>
    public async Task UntilCutAsync(CancellationToken limit)
    {
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await pulse.WaitForNextTickAsync(limit))
                await SendAsync("""{"type":6}""");
        }
        catch (WebSocketException)
        {
            // What was waited for: there is nobody left to write to.
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _connector.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = LittleBytes };
        try
        {
            // Small segments make the system at the other end keep little for it, too.
            if (OperatingSystem.IsLinux())
                socket.SetRawSocketOption(TcpLevel, MaxSegment, BitConverter.GetBytes(LittleBytes / 4));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<JsonElement> NextAsync(Func<JsonElement, bool> isWanted)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            while (_messages.TryDequeue(out var message))
            {
                if (isWanted(message))
                    return message;
            }

            var result = await _socket.ReceiveAsync(_buffer.AsMemory(), timeout.Token);
            Assert.NotEqual(WebSocketMessageType.Close, result.MessageType);
            Take(_buffer.AsSpan(0, result.Count));
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf(RecordSeparator) is var end and >= 0)
        {
            _begun.AddRange(bytes[..end]);
            _messages.Enqueue(JsonElement.Parse(_begun.ToArray()));
            _begun.Clear();
            bytes = bytes[(end + 1)..];
        }

        _begun.AddRange(bytes);
    }

    private Task SendAsync(string message) => _socket.SendAsync(
        (byte[])[.. Encoding.UTF8.GetBytes(message), RecordSeparator], WebSocketMessageType.Text, true, CancellationToken.None);
}
