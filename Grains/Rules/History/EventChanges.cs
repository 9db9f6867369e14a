using System.Text.Json;
using Notifications.Rules.Expressions;

namespace Notifications.Rules.History;

/// <summary>What an event's changelog says, as expressions read it by the name <c>changes</c>.</summary>
internal static class EventChanges
{
    private static readonly Value None = Value.Of(Array.Empty<Value>());

    /// <summary>A List of Maps <c>{ field, from, to }</c>; empty where the event tells of no changes.</summary>
    public static Value Of(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("changelog", out var changelog)
            || changelog.ValueKind != JsonValueKind.Object || !changelog.TryGetProperty("items", out var items)
            || items.ValueKind != JsonValueKind.Array)
        {
            return None;
        }

        return Value.Of(items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(Change).ToArray());
    }

    // Jira names each end of a change twice: "from" holds an id, "fromString" what people read.
    private static Value Change(JsonElement item) => Value.Of(new Dictionary<string, Value>(StringComparer.Ordinal)
    {
        ["field"] = First(item, "field", "fieldId"),
        ["from"] = First(item, "fromString", "from"),
        ["to"] = First(item, "toString", "to"),
    });

    private static Value First(JsonElement item, string name, string otherwise) =>
        item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Value.Of(value)
        : item.TryGetProperty(otherwise, out var other) ? Value.Of(other)
        : Value.Null;
}
