namespace Notifications.Live;

/// <summary>
/// Where a session stands in the live flags of a subject. Positions compare only within one epoch,
/// which is the life of the event log.
/// </summary>
/// <param name="Epoch">The event log's identity.</param>
/// <param name="Sequence">The subject's last event that the session knows of; 0 before the first.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.LivePosition")]
public sealed record LivePosition([property: Id(0)] string Epoch, [property: Id(1)] long Sequence);

/// <summary>How long an event grain remembers a gateway that does not renew.</summary>
public static class LiveLease
{
    /// <summary>A gateway that has not renewed for this long is forgotten.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    /// <summary>How often a gateway renews.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);
}
