using System.Diagnostics.Metrics;
using Notifications.Rules.Deciding;

namespace Notifications.Rules.Holding;

/// <summary>The instruments of holding back, of the meter <c>Notifications.Holding</c>.</summary>
internal sealed class HoldingMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Notifications.Holding";

    private readonly Counter<long> _withheld;
    private readonly Counter<long> _digests;
    private readonly Counter<long> _full;

    public HoldingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _withheld = meter.CreateCounter<long>("notifications.withheld", "{notification}", "Notifications held back from a recipient, by what did it.");
        _digests = meter.CreateCounter<long>("notifications.digests", "{digest}", "Digests that were recorded.");
        _full = meter.CreateCounter<long>("notifications.holding.full", "{notification}", "Notifications sent because no more could be held.");
    }

    public void Withheld(WithheldBy by, int recipients) =>
        _withheld.Add(recipients, new KeyValuePair<string, object?>("by", by == WithheldBy.Digest ? "digest" : "throttle"));

    public void DigestRecorded() => _digests.Add(1);

    public void Full() => _full.Add(1);
}
