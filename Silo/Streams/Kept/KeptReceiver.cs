using Microsoft.Extensions.Logging;
using Notifications.Users.Kept;
using Orleans.Streams;

namespace Notifications.Streams.Kept;

/// <summary>
/// Reads a queue: it waits until it is told of rows, until one is due, and never longer than a check's interval. Everything here
/// runs on the agent's scheduler.
/// </summary>
internal sealed partial class KeptReceiver(
    int queue, KeptSlots slots, IKeptQueue store, Deliveries deliveries, QueueWakeUp wakeUp, KeptEndings endings, KeptDeliveryOptions options,
    KeptMetrics metrics, TimeProvider time, ILogger<KeptReceiver> logger) : IQueueAdapterReceiver
{
    private const int MaxRead = 500;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly ILogger<KeptReceiver> _logger = logger;

    private volatile bool _isClosed;
    private bool _mayBeMore = true;
    private DateTimeOffset _checkAt;
    private DateTimeOffset _storeRestsUntil;
    private TimeSpan _storePause = FirstPause;

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        for (var hasWaited = false; !cancellationToken.IsCancellationRequested && !_isClosed;)
        {
            var ready = deliveries.TakeReady();
            if (ready.Count > 0)
                return ready;
            if (wakeUp.TakeRead(out var isDue))
                _mayBeMore = true;
            if (isDue)
                _checkAt = default;
            var now = time.GetUtcNow();
            if (deliveries.ConfirmAt <= now)
                _mayBeMore = true;
            if (now >= _storeRestsUntil)
            {
                if (_mayBeMore && deliveries.Room > 0)
                {
                    await TryAsync(ReadAsync);
                    continue;
                }

                if (now >= _checkAt)
                {
                    await TryAsync(CheckAsync);
                    continue;
                }
            }

            // Now and then the agent has something to do of its own.
            if (hasWaited)
                break;
            hasWaited = true;
            await wakeUp.WaitAsync(Until(now), cancellationToken);
        }

        return [];
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public Task Shutdown(TimeSpan timeout)
    {
        _isClosed = true;
        wakeUp.Nudge();
        metrics.Left(queue);
        return Task.CompletedTask;
    }

    private TimeSpan Until(DateTimeOffset now)
    {
        var until = _checkAt > now ? _checkAt : now + options.CheckInterval;
        if (_storeRestsUntil > now && (_mayBeMore || _checkAt <= now))
            until = _storeRestsUntil;
        else if (deliveries.Room > 0 && deliveries.ConfirmAt is { } confirmed && confirmed < until)
            until = confirmed;
        if (deliveries.RestsUntil is { } rested && rested < until)
            until = rested;
        return until - now;
    }

    private async Task ReadAsync()
    {
        var limit = Math.Min(MaxRead, deliveries.Room);
        var except = new KeptExceptions([.. deliveries.Positions], deliveries.FullUsers());
        var delivered = deliveries.BeginRead();
        IReadOnlyList<QueuedNotification> rows;
        try
        {
            rows = await store.ReadAsync(slots, time.GetUtcNow(), except, limit);
        }
        catch
        {
            deliveries.Restore(delivered);
            throw;
        }

        _mayBeMore = rows.Count == limit;
        foreach (var row in rows.Where(row => row.Notification is null))
            await endings.EndAsync(row, "It can't be read.");
        deliveries.Add([.. rows.Where(row => row.Notification is not null)], delivered, areAll: !_mayBeMore);
    }

    private async Task CheckAsync()
    {
        var now = time.GetUtcNow();
        var backlog = await store.ReadBacklogAsync(slots, now);
        _checkAt = now + options.CheckInterval;
        wakeUp.NoteNextDue(backlog.NextDue);
        metrics.Waiting(queue, backlog.Waiting);
        if (deliveries.EndForgotten() is > 0 and var forgotten)
            LogForgotten(forgotten, queue);
        // Of what is not on its way nobody may have told.
        _mayBeMore |= backlog.Waiting > deliveries.Positions.Count;
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            _storePause = FirstPause;
        }
        catch (Exception e)
        {
            // The agent would try it again at once, and then give it up.
            LogNotRead(queue, _storePause, e);
            _storeRestsUntil = time.GetUtcNow() + _storePause;
            _storePause = _storePause * 2 < LongestPause ? _storePause * 2 : LongestPause;
        }
    }
}
