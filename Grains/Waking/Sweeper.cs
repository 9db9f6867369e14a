namespace Notifications.Waking;

/// <summary>
/// Looks again and again, for as long as its silo is active, for grains that have something to do and are not there to do it, and
/// wakes them. Each silo does it, so what a grain does when it is woken must do no harm when it is done twice.
/// </summary>
/// <typeparam name="T">What names such a grain.</typeparam>
internal abstract class Sweeper<T>(TimeProvider time, SweepPace pace) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
    where T : notnull
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Resting<T> _resting = new(pace.Rest, pace.MaxResting);
    private Task _sweeping = Task.CompletedTask;
    private bool _isFailing;

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

    /// <summary>Looks once and wakes those that are found; whether there may be more. One call at a time.</summary>
    internal async Task<bool> WakeAsync(DateTimeOffset now)
    {
        _resting.Release(now);
        try
        {
            var found = await FindAsync(now, pace.MaxAtOnce + _resting.Count);
            _isFailing = false;
            var awake = _resting.Without(found).Take(pace.MaxAtOnce).ToArray();
            await Task.WhenAll(awake.Select(one => WakeAsync(one, now)));
            return awake.Length == pace.MaxAtOnce && !_resting.IsFull;
        }
        catch (Exception e)
        {
            if (!_isFailing)
                NotFound(e);
            _isFailing = true;
            return false;
        }
    }

    /// <summary>Looks once, at each interval. What it throws ends the sweeping.</summary>
    protected virtual Task SweepAsync(DateTimeOffset now, CancellationToken stopping) => WakeAsync(now);

    /// <summary>Those that have something to do, the longest overdue first.</summary>
    protected abstract Task<IReadOnlyList<T>> FindAsync(DateTimeOffset now, int limit);

    /// <summary>Wakes one; whether there was something for it to do. One that is woken in vain, or that fails, rests.</summary>
    protected abstract Task<bool> WakeAsync(T one);

    /// <summary>Says that they could not be looked up.</summary>
    protected abstract void NotFound(Exception exception);

    /// <summary>Says that one could not be woken.</summary>
    protected abstract void NotWoken(T one, Exception exception);

    private async Task WakeAsync(T one, DateTimeOffset now)
    {
        try
        {
            if (await WakeAsync(one))
                return;
        }
        catch (Exception e)
        {
            NotWoken(one, e);
        }

        _resting.Add(one, now);
    }

    private async Task SweepUntilStoppedAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(pace.Interval, time);
        try
        {
            if (pace.BeginsAtOnce)
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
