using System.Text.Json;
using System.Text.Json.Serialization;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>How what is remembered of a user is written in its row: as JSON, empty where there is nothing.</summary>
internal static class ContextContent
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Write(ContextMemory memory) =>
        memory == ContextMemory.None ? [] : JsonSerializer.SerializeToUtf8Bytes(memory, Options);

    public static ContextMemory Read(byte[] content) => content.Length == 0
        ? ContextMemory.None
        : JsonSerializer.Deserialize<ContextMemory>(content, Options) ?? throw new JsonException("What is remembered of a user is null.");
}
