using System.Runtime.InteropServices;

namespace Notifications.Live.Draining;

/// <summary>
/// Stops a gateway of a cluster when the service manager asks for it, and drains it before: what stops first with the host would cut
/// all of its sessions at once. A second signal ends the draining.
/// </summary>
internal sealed partial class DrainingLifetime(IHostApplicationLifetime application, GatewayDrain drain, ILogger<DrainingLifetime> logger)
    : IHostLifetime, IDisposable
{
    private readonly ILogger<DrainingLifetime> _logger = logger;
    private readonly CancellationTokenSource _hurry = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _asked;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
            _signals.Add(PosixSignalRegistration.Create(signal, Stop));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _hurry.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _asked) > 1)
            _hurry.Cancel();
        else
            _ = DrainAndStopAsync();
    }

    private async Task DrainAndStopAsync()
    {
        try
        {
            await drain.RunAsync(_hurry.Token);
        }
        catch (OperationCanceledException)
        {
            LogHurried();
        }
        finally
        {
            application.StopApplication();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Asked to stop a second time; the sessions that are left are cut.")]
    private partial void LogHurried();
}
