using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Notifications.Streams.Kept;

/// <summary>The instruments of the kept lane, of the meter <c>Notifications.Kept</c>.</summary>
internal sealed class KeptMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Notifications.Kept";

    private readonly Counter<long> _enqueued;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _ended;
    private readonly ConcurrentDictionary<int, long> _waiting = new();

    public KeptMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _enqueued = meter.CreateCounter<long>("notifications.kept.enqueued", "{notification}", "Notifications on disk on their way into an inbox.");
        _delivered = meter.CreateCounter<long>("notifications.kept.delivered", "{notification}", "Notifications that a user context took.");
        _retried = meter.CreateCounter<long>("notifications.kept.retried", "{notification}", "Deliveries that failed and are tried again.");
        _repeated = meter.CreateCounter<long>("notifications.kept.repeated", "{notification}", "Deliveries that were not acknowledged and come again.");
        _ended = meter.CreateCounter<long>("notifications.kept.ended", "{notification}", "Notifications that ended as a dead letter.");
        meter.CreateObservableGauge(
            "notifications.kept.waiting",
            () => _waiting.Select(queue => new Measurement<long>(queue.Value, new KeyValuePair<string, object?>("queue", queue.Key))),
            "{notification}",
            "Notifications that are due and not delivered, by queue of this silo.");
    }

    public void Enqueued(int notifications) => _enqueued.Add(notifications);

    public void Delivered(int notifications) => _delivered.Add(notifications);

    public void Retried(int notifications) => _retried.Add(notifications);

    public void Repeated(int notifications) => _repeated.Add(notifications);

    public void Ended() => _ended.Add(1);

    public void Waiting(int queue, long notifications) => _waiting[queue] = notifications;

    public void Left(int queue) => _waiting.TryRemove(queue, out _);
}
