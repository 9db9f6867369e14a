using System.Text.Json;
using System.Text.Json.Serialization;
using Notifications.Subjects;
using Notifications.Users;

namespace Notifications.Storage.Inbox;

/// <summary>
/// How a notification is written in its row: as JSON, so that a build finds in it what it knows, whichever wrote it. What is new to
/// it is passed over, and what an older one did not write has its default.
/// </summary>
internal static class InboxContent
{
    // Not generated: generated reading sets what is missing to null and not to its default.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Only null is left out: what is required may have its default, such as an action that navigates.
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new SubjectAsText() },
    };

    /// <summary>The content of a row.</summary>
    public static byte[] Write(KeptNotification notification) => JsonSerializer.SerializeToUtf8Bytes(notification, Options);

    /// <summary>Reads the content of a row.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static KeptNotification Read(byte[] content) =>
        JsonSerializer.Deserialize<KeptNotification>(content, Options) ?? throw new JsonException("The content is null.");

    /// <summary>Reads the content of a row; <see langword="null"/> where it is something else.</summary>
    public static KeptNotification? TryRead(byte[] content)
    {
        try
        {
            return Read(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class SubjectAsText : JsonConverter<Subject>
    {
        public override Subject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Subject.TryParse(reader.GetString(), out var subject) ? subject : throw new JsonException("Not a subject.");

        public override void Write(Utf8JsonWriter writer, Subject value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
