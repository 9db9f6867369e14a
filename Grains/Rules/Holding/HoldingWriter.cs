using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notifications.Subjects;

namespace Notifications.Rules.Holding;

/// <summary>
/// Writes snapshots soon after they changed, outside of any grain's turn: the newest of each subject, many in one transaction.
/// </summary>
internal sealed partial class HoldingWriter(IHoldingStore store, TimeProvider time, ILogger<HoldingWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<(string Site, Subject Subject), Waiting> _waiting = [];
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ILogger<HoldingWriter> _logger = logger;

    /// <summary>Takes a subject's newest snapshot; ends when that, or a newer one, is written.</summary>
    public Task Put(HoldingSnapshot snapshot) => _waiting.AddOrUpdate(
        (snapshot.Site, snapshot.Subject),
        static (_, newest) => new Waiting(newest, NewWritten()),
        static (_, waiting, newest) => waiting with { Snapshot = newest },
        snapshot).Written.Task;

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync()
    {
        await _writing.WaitAsync();
        var taken = new List<Waiting>();
        try
        {
            foreach (var key in _waiting.Keys)
            {
                if (_waiting.TryRemove(key, out var waiting))
                    taken.Add(waiting);
            }

            if (taken.Count > 0)
                await store.SaveAsync([.. taken.Select(waiting => waiting.Snapshot)]);
            foreach (var waiting in taken)
                waiting.Written.TrySetResult();
        }
        catch (Exception e)
        {
            foreach (var waiting in taken)
                PutBack(waiting);
            LogNotWritten(taken.Count, e);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync();
    }

    public override void Dispose()
    {
        _writing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!_waiting.IsEmpty)
                await FlushAsync();
        }
    }

    private void PutBack(Waiting taken) => _waiting.AddOrUpdate(
        (taken.Snapshot.Site, taken.Snapshot.Subject),
        static (_, taken) => taken,
        static (_, newer, older) =>
        {
            // The newer one is written instead, and may be taken up more than once until it is added.
            newer.Written.Task.GetAwaiter().UnsafeOnCompleted(() => older.Written.TrySetResult());
            return newer;
        },
        taken);

    private static TaskCompletionSource NewWritten() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Waiting(HoldingSnapshot Snapshot, TaskCompletionSource Written);
}
