using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Live;

/// <summary>A browser tab as the hub sees it, over a real web socket.</summary>
internal sealed class HubSession : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HubConnection _connection;
    private readonly Channel<(string Message, JsonElement Content)> _received =
        Channel.CreateUnbounded<(string, JsonElement)>();

    private readonly TaskCompletionSource _closed = new();

    private HubSession(Uri address)
    {
        _connection = new HubConnectionBuilder()
            .WithUrl(new Uri(address, "/hub"), options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
            })
            .Build();
        foreach (var message in (string[])["flags", "inbox", "presence", "resync", "ended"])
            _connection.On<JsonElement>(message, content => _received.Writer.TryWrite((NameOf(message, content), content)));
        _connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>Ends when the connection has.</summary>
    public Task Closed => _closed.Task.WaitAsync(Patience);

    public static async Task<HubSession> ConnectAsync(GatewayProcess gateway)
    {
        var session = new HubSession(gateway.Address);
        await session._connection.StartAsync();
        return session;
    }

    /// <summary>Connects, attaches and subscribes.</summary>
    public static async Task<HubSession> ViewAsync(GatewayProcess gateway, string user, string subject)
    {
        var session = await ConnectAsync(gateway);
        await session.AttachAsync(new Tokens(gateway.KeyFile).For(user, [subject]));
        await session.SubscribeAsync(subject);
        return session;
    }

    public Task<JsonElement> AttachAsync(string? token, params string[] locales) => InvokeAsync("attach", new { token, tab = "test", locales });

    public Task<JsonElement> RenewAsync(string? token) => InvokeAsync("renew", new { token });

    public Task<JsonElement> SubscribeAsync(string subject, object? position = null) =>
        InvokeAsync("subscribe", new { subject, position });

    public Task UnsubscribeAsync(string subject) => _connection.InvokeAsync("unsubscribe", new { subject }).WaitAsync(Patience);

    public async Task<JsonElement> InvokeAsync(string method, object argument) =>
        await _connection.InvokeAsync<JsonElement?>(method, argument).WaitAsync(Patience) ?? default;

    /// <summary>The next message of that name; others are passed over.</summary>
    public async Task<JsonElement> NextAsync(string message)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            var (name, content) = await _received.Reader.ReadAsync(timeout.Token);
            if (name == message)
                return content;
        }
    }

    /// <summary>The counts of the next message of the inbox that brings changes.</summary>
    public async Task<JsonElement> NextCountsAsync()
    {
        while (true)
        {
            var message = await NextAsync("inbox");
            if (message.GetProperty("changes").GetArrayLength() > 0)
                return message.GetProperty("counts");
        }
    }

    /// <summary>The titles of the next batch of flags.</summary>
    public async Task<string[]> NextTitlesAsync()
    {
        var batch = await NextAsync("flags");
        return [.. batch.GetProperty("flags").EnumerateArray().Select(flag => flag.GetProperty("title").GetString()!)];
    }

    /// <summary>Everything received and not yet read.</summary>
    public IReadOnlyList<string> Unread()
    {
        var names = new List<string>();
        while (_received.Reader.TryRead(out var received))
            names.Add(received.Message);
        return names;
    }

    /// <summary>A batch without flags says only where the subject stands: it is called <c>standing</c> here.</summary>
    private static string NameOf(string message, JsonElement content) =>
        message == "flags" && content.GetProperty("flags").GetArrayLength() == 0 ? "standing" : message;

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
