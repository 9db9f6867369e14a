using Notifications.Events;

namespace Notifications.Rules.Recording;

/// <summary>
/// Events that the product itself appends to a subject: what was decided later than the event that caused it. They end as
/// duplicates when they are made twice, and survive a restart, as every other event does.
/// </summary>
internal static class OwnEvents
{
    /// <summary>What their types begin with; no rule may be for them.</summary>
    public const string TypePrefix = Event.OwnSource + ":";

    /// <summary>The type of an event that carries <see cref="RecordedNotifications"/>.</summary>
    public const string Notified = TypePrefix + "notified";

    /// <summary>Whether the product itself made an event.</summary>
    public static bool IsOwn(Event @event) => @event.Source == Event.OwnSource;
}
