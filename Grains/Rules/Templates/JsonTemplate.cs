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

    /// <summary>
    /// Writes the JSON, at most <paramref name="maxLength"/> characters of it; <see langword="null"/> where it is longer.
    /// Errors of holes are added to <paramref name="errors"/>.
    /// </summary>
    public string? Render(
        ReadOnlySpan<Value> variables,
        DateTimeOffset? now,
        List<ExpressionError> errors,
        EvaluationBudget? budget = null,
        int maxLength = int.MaxValue)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            var rendering = new JsonRendering(writer, variables, now, errors, budget ?? new EvaluationBudget(), maxLength);
            Write(rendering);
            if (rendering.IsTooLong)
                return null;
        }

        var json = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return json.Length <= maxLength ? json : null;
    }

    protected abstract void Write(in JsonRendering to);

    internal sealed class OfConstant(JsonElement constant) : JsonTemplate
    {
        protected override void Write(in JsonRendering to) => constant.WriteTo(to.Writer);
    }

    internal sealed class OfText(TextTemplate text) : JsonTemplate
    {
        protected override void Write(in JsonRendering to)
        {
            var rendered = text.Render(to.Variables, to.Now, budget: to.Budget);
            to.Errors.AddRange(rendered.Errors);
            to.Writer.WriteStringValue(WellFormed(rendered.Text));
        }

        // The writer refuses half surrogate pairs, which a literal of an expression or a cut can leave.
        private static string WellFormed(string text) =>
            string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
    }

    internal sealed class OfList(IReadOnlyList<JsonTemplate> items) : JsonTemplate
    {
        protected override void Write(in JsonRendering to)
        {
            to.Writer.WriteStartArray();
            foreach (var item in items)
            {
                if (to.IsTooLong)
                    return;
                item.Write(to);
            }

            to.Writer.WriteEndArray();
        }
    }

    internal sealed class OfMap(IReadOnlyList<(string Name, JsonTemplate Value)> members) : JsonTemplate
    {
        protected override void Write(in JsonRendering to)
        {
            to.Writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                if (to.IsTooLong)
                    return;
                to.Writer.WritePropertyName(name);
                value.Write(to);
            }

            to.Writer.WriteEndObject();
        }
    }
}
