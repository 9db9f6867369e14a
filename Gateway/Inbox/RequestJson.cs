using System.Text.Json;
using System.Text.Json.Serialization;
using Notifications.Api;
using Notifications.Webhooks.Json;

namespace Notifications.Inbox;

/// <summary>Reads requests of JSON, and says of one that is wrong where and why.</summary>
internal static class RequestJson
{
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.Strict };

    private static readonly JsonSerializerOptions Strict = new(Lenient) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Reads an argument of the hub. What is unknown is passed over: the browser's code may be newer than the gateway.</summary>
    public static T Read<T>(JsonElement argument)
        where T : class => Read<T>(argument, Lenient);

    /// <summary>Reads a body of REST; its length is bounded by the endpoint.</summary>
    public static async Task<T> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        var body = await JsonBody.ReadBytesAsync(request);
        if (!StrictJson.TryRead(body, allowArray: false, out var document, out var wrong))
            throw RefusedException.At(wrong.Place?.ToString() ?? "$", wrong.Reason);
        using (document)
            return Read<T>(document.RootElement, Strict);
    }

    private static T Read<T>(JsonElement element, JsonSerializerOptions options)
        where T : class
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw RefusedException.At("$", "Pass an object.");
        try
        {
            return element.Deserialize<T>(options)!;
        }
        catch (JsonException e)
        {
            throw RefusedException.At(e.Path ?? "$", e.Message.Contains("could not be mapped", StringComparison.Ordinal)
                ? "There is no such property."
                : "The value is not of the type that this property has.");
        }
    }
}
