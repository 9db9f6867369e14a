using System.Diagnostics;
using System.Net.Http.Json;
using Notifications.Tests.Product;

namespace Notifications.Tests.Load;

/// <summary>A plain SignalR group send: nothing is verified, committed, decided or bounded.</summary>
internal sealed class BaselineTarget : ILoadTarget
{
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly Uri _hub;

    private BaselineTarget(Process process, Uri address)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = address };
        _hub = new UriBuilder(address) { Scheme = "ws", Path = "/hub" }.Uri;
    }

    public string Name => "SignalR group send";

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static async Task<BaselineTarget> StartAsync()
    {
        var address = FreeAddress.Next();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(BaselineTarget).Assembly.Location, "baseline", address.ToString() },
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync();
        return new BaselineTarget(process, address);
    }

    public Task<RawSession> OpenAsync(int group, int session, Action<int> received) =>
        RawSession.ConnectAsync(_hub, received, ("join", BaselineServer.GroupName(group)));

    public async Task SendAsync(int group, int number)
    {
        using var answer = await _http.PostAsJsonAsync(
            $"/send/{group}", Hook.StatusChanged($"LOAD-{group}", $"{RawSession.Mark}{number}{RawSession.Mark}", actor: "loader"));
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
