using System.Diagnostics.Metrics;

namespace Notifications.DeadLetters;

/// <summary>The instruments of dead letters, of the meter <c>Notifications.DeadLetters</c>.</summary>
internal sealed class DeadLetterMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Notifications.DeadLetters";

    private readonly Counter<long> _added;
    private readonly Counter<long> _dropped;

    public DeadLetterMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _added = meter.CreateCounter<long>("notifications.dead_letters.added", "{letter}", "Dead letters by kind, also those that were there already.");
        _dropped = meter.CreateCounter<long>("notifications.dead_letters.dropped", "{letter}", "Dead letters that went because a site has as many as it may have.");
    }

    public void Added(DeadLetterKind kind) => _added.Add(1, new KeyValuePair<string, object?>("kind", kind switch
    {
        DeadLetterKind.Refused => "refused",
        DeadLetterKind.NotDecided => "notDecided",
        _ => "notDelivered",
    }));

    public void Dropped(int letters) => _dropped.Add(letters);
}
