using System.Text.Json;

namespace Notifications.Webhooks.Json;

/// <summary>Reads elements that may not be there or may be something else, without asking at each step.</summary>
internal static class JsonElementReading
{
    /// <summary>The member of that name; undefined where there is none, or where this is no object.</summary>
    public static JsonElement At(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The first item of an array; undefined where there is none.</summary>
    public static JsonElement First(this JsonElement element) =>
        element.ValueKind is JsonValueKind.Array && element.GetArrayLength() > 0 ? element[0] : default;

    public static bool IsObject(this JsonElement element) => element.ValueKind is JsonValueKind.Object;

    /// <summary>A text or a number as text, since ids are either; <see langword="null"/> where empty or anything else.</summary>
    public static string? Text(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String when element.GetString() is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text) => text,
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    /// <summary>What an element is, in words.</summary>
    public static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a Boolean",
        JsonValueKind.Null => "null",
        _ => "missing",
    };
}
