using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notifications.Users.Erasing;

namespace Notifications.Users.Identities;

/// <summary>
/// Keeps this silo's directory up to date: complete before the silo starts, then by asking for changes twice a second.
/// </summary>
internal sealed partial class IdentityRefresh(
    IIdentityStore store, IdentityDirectory directory, TimeProvider time, ILogger<IdentityRefresh> logger, ErasedPersons? erased = null) : IHostedService, IDisposable
{
    /// <summary>How often changes are asked for: a change reaches every silo well within a second.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromMilliseconds(400);

    private const int Limit = 5_000;

    private readonly ILogger<IdentityRefresh> _logger = logger;
    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync();
        _running = RunAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }

    /// <summary>Takes over what has changed in the store.</summary>
    /// <exception cref="IdentityStoreUnavailableException">The store can't be read.</exception>
    public async Task RefreshAsync()
    {
        await _one.WaitAsync();
        try
        {
            // A command line that only resolves names has none.
            if (erased is not null)
                await erased.RefreshAsync();
            IdentityChanges changes;
            do
            {
                changes = await store.ReadChangesAsync(directory.Version, Limit);
                directory.Apply(changes);
            }
            while (changes.MayBeMore);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _one.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, time);
        var isBehind = false;
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                try
                {
                    await RefreshAsync();
                    isBehind = false;
                }
                catch (Exception e)
                {
                    // Whatever it is, a directory that never hears of a change again is worse.
                    if (!isBehind)
                        LogBehind(e);
                    isBehind = true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }
}
