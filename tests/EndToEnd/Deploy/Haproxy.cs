using System.Net;
using System.Net.WebSockets;
using System.Text;
using Notifications.Tests.EndToEnd.Users;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Deploy;

/// <summary>The load balancer before servers that stand in for gateways.</summary>
internal sealed class Haproxy : IAsyncDisposable
{
    private readonly int _gatewayPort = FreeAddress.Next().Port;
    private readonly List<StandIn> _gateways = [];
    private readonly LoadBalancer _balancer;

    private Haproxy() => _balancer = new LoadBalancer(_gatewayPort, connections: 500);

    public HttpClient Http => _balancer.Http;

    public IReadOnlyList<StandIn> Gateways => _gateways;

    public static async Task<Haproxy> StartAsync(int gateways)
    {
        var proxy = new Haproxy();
        try
        {
            for (var i = 0; i < gateways; i++)
                await proxy.AddAsync();
            await proxy._balancer.StartAsync();
            await Until.HoldsAsync(async () => (await proxy.AnswerersAsync()).Count == gateways);
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more, of which only the name server knows.</summary>
    public async Task AddAsync()
    {
        _gateways.Add(await StandIn.StartAsync(IPAddress.Parse($"127.0.0.{2 + _gateways.Count}"), _gatewayPort));
        _balancer.Gateways = [.. _gateways.Select(gateway => gateway.Address)];
    }

    /// <summary>Ends one without a word.</summary>
    public async Task RemoveAsync(StandIn gateway)
    {
        _gateways.Remove(gateway);
        _balancer.Gateways = [.. _gateways.Select(other => other.Address)];
        await gateway.DisposeAsync();
    }

    /// <summary>Who answers a few requests.</summary>
    public async Task<IReadOnlySet<string>> AnswerersAsync()
    {
        var answers = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 2 * _gateways.Count; i++)
        {
            try
            {
                answers.Add(await Http.GetStringAsync("/who"));
            }
            catch (HttpRequestException)
            {
                // None yet.
            }
        }

        return answers;
    }

    public async Task<ClientWebSocket> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{_balancer.Address.Authority}/hub"), CancellationToken.None);
        return socket;
    }

    public static async Task<string> EchoAsync(ClientWebSocket socket, string text)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
        var buffer = new byte[1024];
        var told = await socket.ReceiveAsync(buffer, timeout.Token);
        return Encoding.UTF8.GetString(buffer, 0, told.Count);
    }

    public Task<string> MeasureAsync() => Http.GetStringAsync(new Uri(_balancer.Measured, "/metrics"));

    public async ValueTask DisposeAsync()
    {
        await _balancer.DisposeAsync();
        foreach (var gateway in _gateways)
            await gateway.DisposeAsync();
    }
}
