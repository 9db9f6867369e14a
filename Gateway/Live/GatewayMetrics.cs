using System.Diagnostics.Metrics;

namespace Notifications.Live;

/// <summary>The gateway's instruments, of the meter <c>Notifications.Gateway</c>.</summary>
internal sealed class GatewayMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Notifications.Gateway";

    private readonly Counter<long> _hooks;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _inboxDeliveries;
    private readonly Counter<long> _inboxGaps;
    private readonly Counter<long> _resyncs;
    private readonly Counter<long> _cuts;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _unnamed;
    private readonly Counter<long> _presenceSkips;
    private readonly UpDownCounter<long> _sessions;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _hooks = meter.CreateCounter<long>("notifications.hooks", "{hook}", "Web hooks by source and status.");
        _deliveries = meter.CreateCounter<long>("notifications.live.deliveries", "{message}", "Flag messages handed to sessions.");
        _inboxDeliveries = meter.CreateCounter<long>("notifications.inbox.deliveries", "{message}", "Inbox messages handed to sessions.");
        _inboxGaps = meter.CreateCounter<long>("notifications.inbox.gaps", "{answer}", "Answers and messages that could not say what was missed.");
        _resyncs = meter.CreateCounter<long>("notifications.live.resyncs", "{session}", "Sessions whose queue was full.");
        _cuts = meter.CreateCounter<long>("notifications.live.cuts", "{session}", "Sessions cut because they did not read.");
        _refusals = meter.CreateCounter<long>("notifications.sessions.refused", "{call}", "Hub calls refused, by code.");
        _unnamed = meter.CreateCounter<long>("notifications.presence.unnamed", "{user}", "Viewers who are counted and not named, because a subject has too many.");
        _presenceSkips = meter.CreateCounter<long>("notifications.presence.skips", "{message}", "Presence messages left out because the session was slow.");
        _sessions = meter.CreateUpDownCounter<long>("notifications.sessions", "{session}", "Connected sessions.");
    }

    public void HookAnswered(string source, int status) =>
        _hooks.Add(1, new("source", source), new("status", status));

    public void Delivered(int sessions) => _deliveries.Add(sessions);

    public void InboxDelivered(int sessions) => _inboxDeliveries.Add(sessions);

    public void InboxGap() => _inboxGaps.Add(1);

    public void SessionFellBehind() => _resyncs.Add(1);

    public void SessionCut() => _cuts.Add(1);

    public void Refused(string code) => _refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    public void ViewerNotNamed() => _unnamed.Add(1);

    public void PresenceSkipped() => _presenceSkips.Add(1);

    public void SessionOpened() => _sessions.Add(1);

    public void SessionClosed() => _sessions.Add(-1);
}
