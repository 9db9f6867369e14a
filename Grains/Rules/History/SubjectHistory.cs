using Notifications.Events;
using Notifications.Rules.Expressions;

namespace Notifications.Rules.History;

/// <summary>A subject's recent events, as expressions read them by the name <c>history</c>.</summary>
internal sealed class SubjectHistory
{
    /// <summary>The most events that are remembered.</summary>
    public const int Capacity = 50;

    /// <summary>The most bytes of data that the remembered events have together.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>A history of nothing.</summary>
    public static readonly SubjectHistory None = new();

    private readonly Queue<RememberedEvent> _events = new();
    private int _bytes;

    /// <summary>The remembered events, oldest first; without the event that is being decided.</summary>
    public IReadOnlyCollection<RememberedEvent> Events => _events;

    /// <summary>The remembered events as a List of Maps, oldest first; without the event that is being decided.</summary>
    public Value Value => Value.Of(_events.Select(one => one.Value).ToArray());

    /// <summary>Remembers an event, and forgets the oldest where there are too many.</summary>
    public void Add(Event @event)
    {
        _events.Enqueue(new RememberedEvent(@event));
        _bytes += @event.Data.Length;
        while (_events.Count > Capacity || _bytes > MaxBytes)
            _bytes -= _events.Dequeue().Event.Data.Length;
    }
}
