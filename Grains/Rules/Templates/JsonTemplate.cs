using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Notifications.Rules.Expressions;

namespace Notifications.Rules.Templates;

/// <summary>JSON whose strings are templates. What a hole gives stays within its string, whatever it holds.</summary>
internal abstract class JsonTemplate
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the JSON; errors of holes are added to <paramref name="errors"/>.</summary>
    public string Render(ReadOnlySpan<Value> variables, DateTimeOffset? now, List<ExpressionError> errors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, variables, now, errors);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    protected abstract void Write(Utf8JsonWriter writer, ReadOnlySpan<Value> variables, DateTimeOffset? now, List<ExpressionError> errors);

    internal sealed class OfConstant(JsonElement constant) : JsonTemplate
    {
        protected override void Write(Utf8JsonWriter writer, ReadOnlySpan<Value> variables, DateTimeOffset? now, List<ExpressionError> errors) =>
            constant.WriteTo(writer);
    }

    internal sealed class OfText(TextTemplate text) : JsonTemplate
    {
        protected override void Write(Utf8JsonWriter writer, ReadOnlySpan<Value> variables, DateTimeOffset? now, List<ExpressionError> errors)
        {
            var rendered = text.Render(variables, now);
            errors.AddRange(rendered.Errors);
            writer.WriteStringValue(WellFormed(rendered.Text));
        }

        // The writer refuses half surrogate pairs, which a literal of an expression or a cut can leave.
        private static string WellFormed(string text) =>
            string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
    }

    internal sealed class OfList(IReadOnlyList<JsonTemplate> items) : JsonTemplate
    {
        protected override void Write(Utf8JsonWriter writer, ReadOnlySpan<Value> variables, DateTimeOffset? now, List<ExpressionError> errors)
        {
            writer.WriteStartArray();
            foreach (var item in items)
                item.Write(writer, variables, now, errors);
            writer.WriteEndArray();
        }
    }

    internal sealed class OfMap(IReadOnlyList<(string Name, JsonTemplate Value)> members) : JsonTemplate
    {
        protected override void Write(Utf8JsonWriter writer, ReadOnlySpan<Value> variables, DateTimeOffset? now, List<ExpressionError> errors)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                writer.WritePropertyName(name);
                value.Write(writer, variables, now, errors);
            }

            writer.WriteEndObject();
        }
    }
}
