using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.Deciding;
using Notifications.Rules.Expressions;

namespace Notifications.Rules.History;

/// <summary>An event of a subject's history; its data is parsed once, when an expression first asks for it.</summary>
internal sealed class RememberedEvent(Event @event)
{
    private static readonly JsonElement Empty = JsonElement.Parse("{}");

    private Value? _value;

    public Event Event => @event;

    /// <summary>A Map as docs/rules.md describes it.</summary>
    public Value Value => _value ??= Make();

    private Value Make()
    {
        var data = Parse();
        return Value.Of(new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["id"] = Value.Of(@event.Id),
            ["type"] = Value.Of(@event.Type),
            ["time"] = Value.Of(@event.Time),
            ["actor"] = Value.Of(ActorName.Of(@event.Actor)),
            ["changes"] = EventChanges.Of(data),
            ["event"] = Value.Of(data),
        });
    }

    private JsonElement Parse()
    {
        try
        {
            return JsonElement.Parse(@event.Data);
        }
        catch (JsonException)
        {
            // Its own decision has reported that.
            return Empty;
        }
    }
}
