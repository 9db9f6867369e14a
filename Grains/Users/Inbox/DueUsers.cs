using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Notifications.Users.Inbox;

/// <summary>
/// Wakes the user contexts that have something to do and are not there to do it by themselves: bring back what is snoozed, tell the
/// digest of a quiet time, delete what is too old. Each silo does it: what is done twice is done once.
/// </summary>
internal sealed partial class DueUsers(
    IInboxStore store, IGrainFactory grains, TimeProvider time, ILogger<DueUsers> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    internal const int MaxAtOnce = 100;

    private const int MaxFailed = 1_000;

    // Those that can't be done must not keep the others from being looked up.
    private static readonly TimeSpan FailedPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A grain that is there does it by its own timer.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ILogger<DueUsers> _logger = logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<(string Site, string User), DateTimeOffset> _failed = new();
    private Task _sweeping = Task.CompletedTask;

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(DueUsers),
        ServiceLifecycleStage.Active,
        _ =>
        {
            _sweeping = SweepAsync(_stopping.Token);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await _stopping.CancelAsync();
            await _sweeping;
        });

    public void Dispose() => _stopping.Dispose();

    private async Task SweepAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                await WakeAsync(time.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    /// <summary>Wakes those that are due, the longest overdue first. One call at a time.</summary>
    internal async Task WakeAsync(DateTimeOffset now)
    {
        foreach (var (one, until) in _failed)
        {
            if (until <= now)
                _failed.TryRemove(one, out _);
        }

        try
        {
            var due = await store.ReadDueUsersAsync(now - Grace, MaxAtOnce + _failed.Count);
            await Task.WhenAll(due.Where(one => !_failed.ContainsKey(one)).Take(MaxAtOnce).Select(one => WakeAsync(one, now)));
        }
        catch (Exception e)
        {
            LogNotRead(e);
        }
    }

    private async Task WakeAsync((string Site, string User) one, DateTimeOffset now)
    {
        try
        {
            await grains.GetGrain<IUserContextGrain>(UserKey.Of(one.Site, one.User)).DoDue();
        }
        catch (Exception e)
        {
            LogNotDone(one.User, e);
            if (_failed.Count < MaxFailed)
                _failed[one] = now + FailedPause;
        }
    }
}
