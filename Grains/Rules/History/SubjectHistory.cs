using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.Expressions;

namespace Notifications.Rules.History;

/// <summary>A subject's recent events, as expressions read them by the name <c>history</c>.</summary>
internal sealed class SubjectHistory
{
    /// <summary>The most events that are remembered.</summary>
    public const int Capacity = 50;

    private readonly Queue<Event> _events = new();

    /// <summary>The remembered events as a List of Maps, oldest first; without the event that is being decided.</summary>
    public Value Value => Value.Of(_events.Select(ToValue).ToArray());

    /// <summary>Remembers an event, and forgets the oldest where there are too many.</summary>
    public void Add(Event @event)
    {
        if (_events.Count == Capacity)
            _events.Dequeue();
        _events.Enqueue(@event);
    }

    private static Value ToValue(Event @event) => Value.Of(new Dictionary<string, Value>(StringComparer.Ordinal)
    {
        ["id"] = Value.Of(@event.Id),
        ["type"] = Value.Of(@event.Type),
        ["actor"] = @event.Actor?.Id is { } actor ? Value.Of(actor) : Value.Null,
        ["event"] = Value.Of(JsonDocument.Parse(@event.Data).RootElement),
    });
}
