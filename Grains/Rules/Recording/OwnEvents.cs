using Notifications.Events;

namespace Notifications.Rules.Recording;

/// <summary>
/// Events that the product itself appends to a subject: what was decided later than the event that caused it. They end as
/// duplicates when they are made twice, and survive a restart, as every other event does.
/// </summary>
internal static class OwnEvents
{
    /// <summary>The reserved name of the source; no source may be configured by this name.</summary>
    public const string Source = "notifications";

    /// <summary>The type of an event that carries <see cref="RecordedNotifications"/>.</summary>
    public const string Notified = "notifications:notified";

    /// <summary>Whether the product itself made an event.</summary>
    public static bool IsOwn(Event @event) => @event.Source == Source;
}
