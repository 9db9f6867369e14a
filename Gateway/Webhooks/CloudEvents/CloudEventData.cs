using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNative.CloudEvents;

namespace Notifications.Webhooks.CloudEvents;

/// <summary>An event's data as the object that rules see; what is no object becomes its <c>value</c>.</summary>
internal static class CloudEventData
{
    public static JsonDocument Read(CloudEvent cloudEvent)
    {
        var data = cloudEvent.Data switch
        {
            JsonElement { ValueKind: JsonValueKind.Object } element => element.GetRawText(),
            JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } or null => "{}",
            JsonElement element => $$"""{"value":{{element.GetRawText()}}}""",
            byte[] bytes => Wrap(Convert.ToBase64String(bytes)),
            var other => Wrap(other.ToString() ?? ""),
        };
        return JsonDocument.Parse(data, new JsonDocumentOptions { MaxDepth = Json.StrictJson.MaxDepth + 1 });
    }

    private static string Wrap(string text) => new JsonObject { ["value"] = text }.ToJsonString();
}
