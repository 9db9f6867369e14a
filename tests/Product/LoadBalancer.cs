using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Notifications.Tests.Product;

/// <summary>
/// haproxy with the configuration that is deployed, as a process of its own. It finds the gateways by their name, all of them on one port.
/// </summary>
public sealed class LoadBalancer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _directory = Directory.CreateTempSubdirectory("haproxy-").FullName;
    private readonly NameServer _names = new();
    private readonly ProcessStartInfo _start;
    private Process? _process;

    /// <param name="gatewayPort">The port of every gateway.</param>
    /// <param name="connections">The most connections that it takes; each needs two descriptors.</param>
    public LoadBalancer(int gatewayPort, int connections)
    {
        Http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = Address };
        var file = Path.Combine(_directory, "haproxy.cfg");
        File.WriteAllText(file, Repository.Read("deploy", "haproxy", "haproxy.cfg")
            .Replace("bind :8080", $"bind {Address.Authority}", StringComparison.Ordinal)
            .Replace("bind :8404", $"bind {Measured.Authority}", StringComparison.Ordinal));
        // Debian has it where accounts other than root do not look.
        var program = File.Exists("/usr/sbin/haproxy") ? "/usr/sbin/haproxy" : "haproxy";
        _start = new ProcessStartInfo(program, ["-db", "-q", "-f", file]) { UseShellExecute = false };
        _start.Environment["MAX_CONNECTIONS"] = connections.ToString(CultureInfo.InvariantCulture);
        _start.Environment["GATEWAYS"] = $"gateway.test:{gatewayPort.ToString(CultureInfo.InvariantCulture)}";
        _start.Environment["NAMESERVER"] = _names.Endpoint;
    }

    /// <summary>Where it takes what is for the gateways.</summary>
    public Uri Address { get; } = FreeAddress.Next();

    /// <summary>Where it is measured.</summary>
    public Uri Measured { get; } = FreeAddress.Next();

    /// <summary>Opens a connection for each request.</summary>
    public HttpClient Http { get; }

    /// <summary>The addresses that the gateways' name has.</summary>
    public IReadOnlyList<IPAddress> Gateways
    {
        get => _names.Addresses;
        set => _names.Addresses = value;
    }

    /// <summary>Starts it, and waits until a gateway answers through it.</summary>
    public async Task StartAsync()
    {
        _process?.Dispose();
        _process = Process.Start(_start)!;
        using var timeout = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await AnswersAsync(timeout.Token))
            await pause.WaitForNextTickAsync(timeout.Token);
    }

    /// <summary>Ends it at once, and with it every connection.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        await _names.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
