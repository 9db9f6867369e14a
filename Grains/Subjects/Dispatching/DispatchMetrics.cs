using System.Diagnostics.Metrics;

namespace Notifications.Subjects.Dispatching;

/// <summary>The instruments of what follows from accepted events, of the meter <c>Notifications.Dispatch</c>.</summary>
internal sealed class DispatchMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Notifications.Dispatch";

    private readonly UpDownCounter<long> _inHand;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _recovered;

    public DispatchMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _inHand = meter.CreateUpDownCounter<long>("notifications.dispatch.in_hand", "{event}", "Events of which not all that follows is on disk.");
        _refused = meter.CreateCounter<long>("notifications.dispatch.refused", "{event}", "Events that were refused because their subject has too many in hand.");
        _recovered = meter.CreateCounter<long>("notifications.dispatch.recovered", "{event}", "Events that were dispatched by a later activation than the one that accepted them.");
    }

    public void InHand(int more) => _inHand.Add(more);

    public void Refused() => _refused.Add(1);

    public void Recovered(int events) => _recovered.Add(events);
}
