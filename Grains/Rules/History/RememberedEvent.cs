using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.Deciding;
using Notifications.Rules.Expressions;
using Notifications.Rules.Mentions;
using Notifications.Users.Identities;

namespace Notifications.Rules.History;

/// <summary>An event of a subject's history; its data is parsed, and its mentions are found, once: when a rule first asks.</summary>
internal sealed class RememberedEvent(Event @event)
{
    private static readonly JsonElement Empty = JsonElement.Parse("{}");

    private JsonElement? _data;
    private Value? _value;
    private IReadOnlyList<Person>? _mentioned;

    public Event Event => @event;

    /// <summary>The event's data; an empty object where it can't be read.</summary>
    public JsonElement Data => _data ??= Parse();

    /// <summary>Whom the event mentions, going by itself alone.</summary>
    public IReadOnlyList<Person> Mentioned => _mentioned ??= EventMentions.Find(@event, Data, SubjectHistory.None);

    /// <summary>A Map as docs/rules.md describes it.</summary>
    public Value Value => _value ??= Make();

    private Value Make()
    {
        return Value.Of(new Dictionary<string, Value>(StringComparer.Ordinal)
        {
            ["id"] = Value.Of(@event.Id),
            ["type"] = Value.Of(@event.Type),
            ["time"] = Value.Of(@event.Time),
            ["actor"] = Value.Of(ActorName.Of(@event.Actor)),
            ["changes"] = EventChanges.Of(Data),
            ["event"] = Value.Of(Data),
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
