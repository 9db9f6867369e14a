using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Notifications.Tests.Product;

/// <summary>
/// A SignalR session that does as little as possible, so that the load generator takes little of the machine:
/// it looks for the event's number in the bytes.
/// </summary>
public sealed class RawSession : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1e;

    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[2 * 1024];
    private readonly Action<int> _received;
    private readonly CancellationTokenSource _closing = new();
    private Task _receiving = Task.CompletedTask;

    private RawSession(Action<int> received) => _received = received;

    /// <summary>What stands on both sides of an event's number in its text.</summary>
    public const char Mark = '~';

    public static async Task<RawSession> ConnectAsync(Uri hub, Action<int> received, params (string Method, object Argument)[] calls)
    {
        var session = new RawSession(received);
        await session._socket.ConnectAsync(hub, CancellationToken.None);
        await session.SendAsync("""{"protocol":"json","version":1}""");
        await session.ReadMessageAsync();
        foreach (var (method, argument) in calls)
        {
            await session.SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = method, arguments = new[] { argument } }));
            string answer;
            do
                answer = await session.ReadMessageAsync();
            while (!answer.Contains("\"type\":3", StringComparison.Ordinal));
            if (answer.Contains("\"error\"", StringComparison.Ordinal))
                throw new InvalidOperationException($"{method} failed: {answer}");
        }

        session._receiving = session.ReceiveUntilClosedAsync();
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _closing.Dispose();
    }

    private async Task ReceiveUntilClosedAsync()
    {
        try
        {
            while (true)
            {
                var length = await ReadFrameAsync(_closing.Token);
                ReportNumbers(_buffer.AsSpan(0, length));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The run is over, or the server ended.
        }
    }

    private void ReportNumbers(ReadOnlySpan<byte> frame)
    {
        while (frame.IndexOf((byte)Mark) is var start and >= 0)
        {
            frame = frame[(start + 1)..];
            if (Utf8Parser.TryParse(frame, out int number, out var digits) && digits < frame.Length && frame[digits] == Mark)
            {
                _received(number);
                frame = frame[(digits + 1)..];
            }
        }
    }

    private async Task<string> ReadMessageAsync() => Encoding.UTF8.GetString(_buffer, 0, await ReadFrameAsync(CancellationToken.None));

    private async Task<int> ReadFrameAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, 2 * length);
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            length += result.Count;
            if (result.MessageType == WebSocketMessageType.Close)
                throw new WebSocketException("The server closed the session.");
            if (result.EndOfMessage)
                return length;
        }
    }

    private Task SendAsync(string message) => _socket.SendAsync(
        (byte[])[.. Encoding.UTF8.GetBytes(message), RecordSeparator], WebSocketMessageType.Text, true, CancellationToken.None);
}
