using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Notifications.Rules.Expressions;

/// <summary>The functions that turn values into others.</summary>
internal static class Conversions
{
    // What is parsed is kept as UTF-8, beside 12 bytes for each value.
    private const int ParsedSize = 4;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.+-eE");

    public static Value ToNumber(ref EvaluationState state, Node node, in Value value) => value.Kind switch
    {
        ValueKind.Number => value,
        ValueKind.String => Value.Of(Read(state.Read(node, value))),
        ValueKind.Boolean => Value.Of(value.IsTrue ? 1.0 : 0),
        ValueKind.Date => Value.Of(value.Number),
        ValueKind.Null => Value.Of(0.0),
        _ => throw node.Fail($"Can't make a Number of {value.Kind.Name()}."),
    };

    public static Value ParseJson(ref EvaluationState state, Node node, in Value value)
    {
        if (value.Kind != ValueKind.String)
            throw node.Fail($"JSON.parse needs a String but got {value.Kind.Name()}.");
        state.Produce(node, (long)value.TextSize * ParsedSize);
        try
        {
            return Value.Of(JsonElement.Parse(state.Read(node, value)));
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            // An ArgumentException says that the text holds half a surrogate pair.
            throw node.Fail("The String is not JSON.");
        }
    }

    public static Value WriteJson(ref EvaluationState state, Node node, in Value value)
    {
        var (text, problem) = JsonText.Write(value, state.RemainingText);
        if (text is not null)
        {
            state.Produce(node, text.Length);
            state.Spend(node, text.Length / ExpressionLimits.ItemsPerStep);
            return Value.Of(text);
        }

        if (problem == JsonProblem.TooLong)
            state.Produce(node, (long)state.RemainingText + 1);
        throw node.Fail(problem == JsonProblem.TooDeep
            ? "The value is nested too deep for JSON."
            : "JSON has no regular expressions, functions and errors.");
    }

    private static double Read(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
            return 0;
        // double.Parse would know words such as NaN and ∞ too.
        return !trimmed.ContainsAnyExcept(NumberCharacters)
            && double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : double.NaN;
    }
}
