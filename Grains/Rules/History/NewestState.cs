using Notifications.Events;

namespace Notifications.Rules.History;

/// <summary>
/// Knows the newest state that each rule has shown of a subject, so that a hook which arrives late does not show an older
/// one after it. Only what replaces a state can be overtaken: a late comment is still news.
/// </summary>
internal sealed class NewestState
{
    private const string Replaces = ":updated:";

    private readonly Dictionary<string, DateTimeOffset> _shown = [];

    /// <summary>Whether a rule has shown a newer state than this event's; if not, this event's is now the newest.</summary>
    public bool IsOvertaken(Event @event, string rule)
    {
        if (!@event.Type.Contains(Replaces, StringComparison.Ordinal))
            return false;
        if (_shown.TryGetValue(rule, out var newest) && newest > @event.Time)
            return true;
        _shown[rule] = @event.Time;
        return false;
    }
}
