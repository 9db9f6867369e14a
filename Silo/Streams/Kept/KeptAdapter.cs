using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Storage;
using Notifications.Storage.Kept;
using Notifications.Users;
using Notifications.Users.Kept;
using Orleans.Streams;

namespace Notifications.Streams.Kept;

/// <summary>The kept lane as Orleans' stream provider sees it. Sending ends when the row is on disk.</summary>
internal sealed class KeptAdapter : IQueueAdapterFactory, IQueueAdapter, IQueueAdapterCache, IDisposable
{
    private readonly IKeptQueue _store;
    private readonly KeptEndings _endings;
    private readonly KeptDeliveryOptions _options;
    private readonly KeptMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly KeptQueueMapper _mapper;
    private readonly QueueWakeUp[] _wakeUps;
    private readonly ConcurrentDictionary<QueueId, Deliveries> _deliveries = new();
    private readonly IDisposable _listening;

    public KeptAdapter(
        SqlDatabase database, IKeptQueue store, KeptEndings endings, IOptions<KeptDeliveryOptions> options, KeptMetrics metrics, TimeProvider time,
        ILoggerFactory loggers)
    {
        (_store, _endings, _options, _metrics, _time, _loggers) = (store, endings, options.Value, metrics, time, loggers);
        _mapper = new KeptQueueMapper(_options.Queues);
        _wakeUps = [.. Enumerable.Range(0, _options.Queues).Select(_ => new QueueWakeUp(time))];
        _listening = database.Signals.Listen(KeptSignal.Channel, Hear);
    }

    public string Name => KeptLane.ProviderName;

    /// <summary>
    /// What was delivered is known by its row. With Orleans' positions a grain would refuse what comes from a receiver that counts
    /// anew.
    /// </summary>
    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadWrite;

    public async Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext)
    {
        var (site, user) = UserKey.Read(streamId.GetKeyAsString());
        var slot = KeptSlots.Of(site, user);
        var notifications = events.Cast<KeptNotification>().ToArray();
        await Task.WhenAll(notifications.Select(notification => _store.EnqueueAsync(new KeptEntry(site, user, slot, notification))));
        _metrics.Enqueued(notifications.Length);
    }

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    public IQueueCache CreateQueueCache(QueueId queueId) =>
        new KeptCache(_deliveries[queueId] = new Deliveries(_options, _time, WakeUpOf(queueId), _metrics));

    // The agent makes its cache first.
    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => new KeptReceiver(
        (int)queueId.GetNumericId(), _mapper.SlotsOf(queueId), _store, _deliveries[queueId], WakeUpOf(queueId), _endings, _options, _metrics,
        _time, _loggers.CreateLogger<KeptReceiver>());

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(new KeptFailures(
        () => _deliveries.GetValueOrDefault(queueId), _store, _endings, _options, _metrics, WakeUpOf(queueId), _time,
        _loggers.CreateLogger<KeptFailures>()));

    public void Dispose() => _listening.Dispose();

    private QueueWakeUp WakeUpOf(QueueId queue) => _wakeUps[queue.GetNumericId()];

    private void Hear(string? payload)
    {
        if (KeptSignal.Read(payload) is not { } rows)
        {
            foreach (var wakeUp in _wakeUps)
                wakeUp.TellToRead();
            return;
        }

        foreach (var (slot, due) in rows)
        {
            if (slot is >= 0 and < KeptSlots.Count)
                _wakeUps[KeptSlots.QueueOf(slot, _options.Queues)].Tell(due);
        }
    }
}
