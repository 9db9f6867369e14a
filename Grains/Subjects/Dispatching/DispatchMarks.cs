using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notifications.Events;

namespace Notifications.Subjects.Dispatching;

/// <summary>
/// The last step of dispatching, soon after the others, for many events together and outside of any grain's turn: brings back what
/// is snoozed for them, and notes that they are dispatched. What a crash loses of it is dispatched once more, which makes nothing new.
/// </summary>
internal sealed partial class DispatchMarks(IDispatchLedger ledger, SnoozedWaking snoozed, TimeProvider time, ILogger<DispatchMarks> logger)
    : BackgroundService
{
    private const int MaxBatch = 1_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<Mark> _waiting = new();
    private readonly List<Mark> _taken = [];
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ILogger<DispatchMarks> _logger = logger;
    private bool _isFailing;

    /// <summary>Takes an event that is dispatched; ends when that is on disk.</summary>
    /// <param name="dispatched">Which.</param>
    /// <param name="event">The event, for which something may be snoozed; none where it is gone.</param>
    public Task MarkAsync(DispatchedEvent dispatched, Event? @event)
    {
        var mark = new Mark(dispatched, @event);
        _waiting.Enqueue(mark);
        return mark.Written.Task;
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

    /// <summary>Writes what waits.</summary>
    internal async Task FlushAsync()
    {
        await _writing.WaitAsync();
        try
        {
            while (true)
            {
                while (_taken.Count < MaxBatch && _waiting.TryDequeue(out var mark))
                    _taken.Add(mark);
                if (_taken.Count == 0)
                    return;
                await snoozed.WakeAsync(_taken.Select(mark => mark.Event).OfType<Event>());
                await ledger.DoneAsync([.. _taken.Select(mark => mark.Dispatched)]);
                foreach (var mark in _taken)
                    mark.Written.TrySetResult();
                _taken.Clear();
                _isFailing = false;
            }
        }
        catch (Exception e)
        {
            // They stay where they are until the store is there again.
            if (!_isFailing)
                LogNotWritten(_taken.Count, e);
            _isFailing = true;
        }
        finally
        {
            _writing.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await FlushAsync();
    }

    [LoggerMessage(LogLevel.Warning, "{Count} events are dispatched, but that could not be noted; it is tried again.")]
    private partial void LogNotWritten(int count, Exception exception);

    private sealed record Mark(DispatchedEvent Dispatched, Event? Event)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
