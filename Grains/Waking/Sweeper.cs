namespace Notifications.Waking;

/// <summary>Looks again and again, for as long as its silo is active, for grains that have something to do and are not there to do it.</summary>
internal abstract class Sweeper(TimeProvider time, TimeSpan interval) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _sweeping = Task.CompletedTask;

    /// <summary>Whether it looks at once when the silo starts, and not only after the first interval.</summary>
    protected virtual bool BeginsAtOnce => false;

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        GetType().Name,
        ServiceLifecycleStage.Active,
        _ =>
        {
            _sweeping = SweepUntilStoppedAsync(_stopping.Token);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await _stopping.CancelAsync();
            await _sweeping;
        });

    public void Dispose()
    {
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Looks once. What it throws ends the sweeping.</summary>
    protected abstract Task SweepAsync(DateTimeOffset now, CancellationToken stopping);

    private async Task SweepUntilStoppedAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            if (BeginsAtOnce)
                await SweepAsync(time.GetUtcNow(), stopping);
            while (await timer.WaitForNextTickAsync(stopping))
                await SweepAsync(time.GetUtcNow(), stopping);
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }
}
