using System.Diagnostics.Metrics;

namespace Notifications.Users.Inbox;

/// <summary>The instruments of user contexts, of the meter <c>Notifications.Inbox</c>.</summary>
internal sealed class InboxMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Notifications.Inbox";

    private readonly Counter<long> _arrived;
    private readonly Counter<long> _trimmed;
    private readonly Counter<long> _reset;
    private readonly Counter<long> _fenced;

    public InboxMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _arrived = meter.CreateCounter<long>("notifications.inbox.arrived", "{notification}", "Notifications that arrived in an inbox, or came back.");
        _trimmed = meter.CreateCounter<long>("notifications.inbox.trimmed", "{notification}", "Notifications deleted because they were too old or too many.");
        _reset = meter.CreateCounter<long>("notifications.inbox.resets", "{change}", "Changes of more notifications than can be listed.");
        _fenced = meter.CreateCounter<long>("notifications.inbox.fenced", "{write}", "Writes refused because another activation writes the context.");
    }

    public void Arrived(int count) => _arrived.Add(count);

    public void Trimmed(long count) => _trimmed.Add(count);

    public void Reset() => _reset.Add(1);

    public void Fenced() => _fenced.Add(1);
}
