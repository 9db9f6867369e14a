using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Notifications.Webhooks;

/// <summary>Writes a payload in the shape that rules see: the hook's own fields, and the root fields that Forge has.</summary>
internal static class EventData
{
    // The reader is a JSON parser, never a page: escaping each non-ASCII letter would only make it six times as long.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The fields of an object with some set anew; a field whose value is <see langword="null"/> is left as it was.</summary>
    public static byte[] Write(JsonElement root, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            var written = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (name, value) in fields)
            {
                if (value is null)
                    continue;
                written.Add(name);
                if (value is bool flag)
                    writer.WriteBoolean(name, flag);
                else
                    writer.WriteString(name, (string)value);
            }

            WriteRest(writer, root, written);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRest(Utf8JsonWriter writer, JsonElement root, HashSet<string> written)
    {
        foreach (var member in root.EnumerateObject())
        {
            if (!written.Contains(member.Name))
                member.WriteTo(writer);
        }
    }
}
