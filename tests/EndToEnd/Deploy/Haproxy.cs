using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Notifications.Tests.EndToEnd.Users;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Deploy;

/// <summary>haproxy with the repository's configuration, on free ports, before servers that stand in for gateways.</summary>
internal sealed class Haproxy : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("haproxy-").FullName;
    private readonly int _gatewayPort = FreeAddress.Next().Port;
    private readonly NameServer _names = new();
    private readonly List<StandIn> _gateways = [];
    private readonly Uri _address = FreeAddress.Next();
    private readonly Uri _measured = FreeAddress.Next();
    private Process? _process;

    private Haproxy() => Http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = _address };

    public HttpClient Http { get; }

    public IReadOnlyList<StandIn> Gateways => _gateways;

    public static async Task<Haproxy> StartAsync(int gateways)
    {
        var proxy = new Haproxy();
        try
        {
            for (var i = 0; i < gateways; i++)
                await proxy.AddAsync();
            proxy.Launch();
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
        _names.Addresses = [.. _gateways.Select(gateway => gateway.Address)];
    }

    /// <summary>Ends one without a word.</summary>
    public async Task RemoveAsync(StandIn gateway)
    {
        _gateways.Remove(gateway);
        _names.Addresses = [.. _gateways.Select(other => other.Address)];
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
        await socket.ConnectAsync(new Uri($"ws://{_address.Authority}/hub"), CancellationToken.None);
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

    public Task<string> MeasureAsync() => Http.GetStringAsync(new Uri(_measured, "/metrics"));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        await _names.DisposeAsync();
        foreach (var gateway in _gateways)
            await gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Launch()
    {
        var file = Path.Combine(_folder, "haproxy.cfg");
        File.WriteAllText(file, Repository.Read("deploy", "haproxy", "haproxy.cfg")
            .Replace("bind :8080", $"bind {_address.Authority}", StringComparison.Ordinal)
            .Replace("bind :8404", $"bind {_measured.Authority}", StringComparison.Ordinal));
        // Debian has it where accounts other than root do not look.
        var program = File.Exists("/usr/sbin/haproxy") ? "/usr/sbin/haproxy" : "haproxy";
        var start = new ProcessStartInfo(program) { ArgumentList = { "-db", "-f", file }, UseShellExecute = false };
        start.Environment["MAX_CONNECTIONS"] = "500";
        start.Environment["GATEWAYS"] = $"gateway.test:{_gatewayPort.ToString(CultureInfo.InvariantCulture)}";
        start.Environment["NAMESERVER"] = _names.Endpoint;
        _process = Process.Start(start)!;
    }
}
