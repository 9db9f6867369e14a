using System.Text.Json;

namespace Notifications.Events;

/// <summary>Reads an event's data, of which any part may be missing or be something else.</summary>
internal static class EventReading
{
    /// <summary>The event's data; <see langword="null"/> where it is no JSON.</summary>
    public static JsonDocument? Parse(this Event @event)
    {
        try
        {
            return JsonDocument.Parse(@event.Data);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The element at a path; undefined where there is none.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        try
        {
            foreach (var name in path)
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                    return default;
            }

            return element;
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json finds half a surrogate pair, here in the name of a member, only when it is read.
            return default;
        }
    }

    /// <summary>The items of an array; none where it is no array.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : default;

    /// <summary>The text of a string; <see langword="null"/> where it is empty, no string, or no Unicode.</summary>
    public static string? Text(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // The same in a text.
            return null;
        }
    }

    /// <summary>An id, which products write as a string or as a number.</summary>
    public static string? Id(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetRawText() : element.Text();
}
