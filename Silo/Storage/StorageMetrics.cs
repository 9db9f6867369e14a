using System.Diagnostics.Metrics;

namespace Notifications.Storage;

/// <summary>Instruments of the database, of the meter <c>Notifications.Storage</c>.</summary>
internal sealed class StorageMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Notifications.Storage";

    private readonly Counter<long> _forgotten;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _heldUp;
    private readonly Histogram<int> _batch;
    private readonly Histogram<double> _commit;
    private Func<int> _waiting = static () => 0;

    public StorageMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _forgotten = meter.CreateCounter<long>("notifications.events.forgotten", "{event}", "Events that were deleted because they are old.");
        _refused = meter.CreateCounter<long>("notifications.storage.refused", "{write}", "Writes that were refused because too many waited.");
        _failed = meter.CreateCounter<long>("notifications.storage.failed", "{write}", "Writes that the database did not take.");
        _heldUp = meter.CreateCounter<long>("notifications.storage.held_up", "{write}", "Writes that were set aside, to be tried again, because others hold what they need.");
        meter.CreateObservableGauge("notifications.storage.waiting", () => _waiting(), "{write}", "Writes that wait for a transaction.");
        _batch = meter.CreateHistogram<int>("notifications.storage.batch", "{write}", "How many writes shared a transaction.");
        _commit = meter.CreateHistogram<double>("notifications.storage.commit", "s", "How long a transaction took.");
    }

    /// <summary>Says how to find out how many writes wait.</summary>
    public void Watch(Func<int> waiting) => _waiting = waiting;

    public void Forgotten(int events) => _forgotten.Add(events);

    public void Refused() => _refused.Add(1);

    public void HeldUp() => _heldUp.Add(1);

    public void Failed(int writes) => _failed.Add(writes);

    public void Committed(int writes, TimeSpan duration)
    {
        _batch.Record(writes);
        _commit.Record(duration.TotalSeconds);
    }
}
