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

    private readonly ConcurrentDictionary<(string Site, Subject Subject), HoldingSnapshot> _waiting = [];
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ILogger<HoldingWriter> _logger = logger;

    /// <summary>Takes a subject's newest snapshot.</summary>
    public void Put(HoldingSnapshot snapshot) => _waiting[(snapshot.Site, snapshot.Subject)] = snapshot;

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync()
    {
        await _writing.WaitAsync();
        var taken = new List<HoldingSnapshot>();
        try
        {
            foreach (var key in _waiting.Keys)
            {
                if (_waiting.TryRemove(key, out var snapshot))
                    taken.Add(snapshot);
            }

            if (taken.Count > 0)
                await store.SaveAsync(taken);
        }
        catch (Exception e)
        {
            foreach (var snapshot in taken)
                _waiting.TryAdd((snapshot.Site, snapshot.Subject), snapshot);
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
}
