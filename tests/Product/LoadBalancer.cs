using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Notifications.Tests.Product;

/// <summary>haproxy before gateways, as a process of its own.</summary>
public sealed class LoadBalancer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _directory = Directory.CreateTempSubdirectory("haproxy-").FullName;
    private Process? _process;

    public LoadBalancer(IEnumerable<Uri> gateways)
    {
        Http = new HttpClient { BaseAddress = Address };
        File.WriteAllText(ConfigurationFile, ConfigurationOf(Address, gateways));
    }

    public Uri Address { get; } = FreeAddress.Next();

    public HttpClient Http { get; }

    private string ConfigurationFile => Path.Combine(_directory, "haproxy.cfg");

    /// <summary>Starts it and waits until a gateway answers through it.</summary>
    public async Task StartAsync()
    {
        _process?.Dispose();
        _process = Process.Start(new ProcessStartInfo("haproxy", ["-db", "-q", "-f", ConfigurationFile]) { UseShellExecute = false })!;
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
        Directory.Delete(_directory, recursive: true);
    }

    private static string ConfigurationOf(Uri address, IEnumerable<Uri> gateways)
    {
        var text = new StringBuilder(
            $"""
            global
                maxconn 5000
            defaults
                mode http
                timeout connect 2s
                timeout client 60s
                timeout server 30s
                timeout tunnel 1h
                timeout check 3s
                option redispatch
                retries 3
                default-server check inter 500ms fall 2 rise 1 fastinter 200ms downinter 300ms on-error mark-down observe layer4 error-limit 3
            frontend web
                bind {address.Host}:{address.Port.ToString(CultureInfo.InvariantCulture)}
                default_backend gateways
            backend gateways
                balance leastconn
                option httpchk GET /health/ready

            """);
        var number = 0;
        foreach (var gateway in gateways)
            text.AppendLine(CultureInfo.InvariantCulture, $"    server gateway{++number} {gateway.Host}:{gateway.Port}");
        return text.ToString();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync("/health/live", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
