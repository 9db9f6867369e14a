using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Notifications.Tests.Faults.Running;

/// <summary>One connection to the hub, over a real web socket, which ends when the process does.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HubConnection _connection;
    private readonly Channel<JsonElement> _messages = Channel.CreateUnbounded<JsonElement>();

    private HubClient(Uri address, string message)
    {
        _connection = new HubConnectionBuilder()
            .WithUrl(new Uri(address, "/hub"), options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
            })
            .Build();
        _connection.On<JsonElement>(message, content => _messages.Writer.TryWrite(content));
        _connection.Closed += _ =>
        {
            _messages.Writer.TryComplete();
            return Task.CompletedTask;
        };
    }

    /// <summary>The messages of the name that was asked for, in their order; they end with the connection.</summary>
    public ChannelReader<JsonElement> Messages => _messages.Reader;

    public static async Task<HubClient> ConnectAsync(Uri address, string message, CancellationToken cancellationToken)
    {
        var client = new HubClient(address, message);
        try
        {
            await client._connection.StartAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="HubException">It was refused.</exception>
    public Task<JsonElement> InvokeAsync(string method, object argument) =>
        _connection.InvokeAsync<JsonElement>(method, argument).WaitAsync(Patience);

    /// <summary>Whether an exception says that there is no connection, or no answer.</summary>
    public static bool IsBroken(Exception e) =>
        e is HttpRequestException or WebSocketException or IOException or InvalidOperationException or TimeoutException or OperationCanceledException;

    public ValueTask DisposeAsync()
    {
        _messages.Writer.TryComplete();
        return _connection.DisposeAsync();
    }
}
