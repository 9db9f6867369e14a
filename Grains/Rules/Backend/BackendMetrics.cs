using System.Diagnostics.Metrics;

namespace Notifications.Rules.Backend;

/// <summary>Instruments of calls to backend logic, of the meter <c>Notifications.Backend</c>.</summary>
internal sealed class BackendMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Notifications.Backend";

    private readonly Counter<long> _tries;
    private readonly Counter<long> _dropped;
    private readonly Histogram<double> _duration;

    public BackendMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _tries = meter.CreateCounter<long>("notifications.backend.tries", "{try}", "Tries by target and outcome: done, retry or failed.");
        _dropped = meter.CreateCounter<long>("notifications.backend.dropped", "{call}", "Calls that were dropped because too many waited.");
        _duration = meter.CreateHistogram<double>("notifications.backend.duration", "s", "How long a try took.");
    }

    public void Tried(string target, BackendCallState state, TimeSpan duration)
    {
        var outcome = state switch { BackendCallState.Done => "done", BackendCallState.Failed => "failed", _ => "retry" };
        _tries.Add(1, new("target", target), new("outcome", outcome));
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("target", target));
    }

    public void Dropped(string target, int calls) => _dropped.Add(calls, new KeyValuePair<string, object?>("target", target));
}
