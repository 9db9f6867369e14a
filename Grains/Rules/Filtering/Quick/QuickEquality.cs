using System.Text;
using System.Text.Json;

namespace Notifications.Rules.Filtering.Quick;

/// <summary>A path compared with a literal: a text, a number, true, false or null.</summary>
internal sealed class QuickEquality(QuickPath path, object? literal, bool isChained, bool isNegated) : QuickTest
{
    private readonly byte[]? _text = literal is string text ? Encoding.UTF8.GetBytes(text) : null;

    public override Verdict Test(ref QuickState state)
    {
        state.Steps += isChained ? 3 : 2;
        var found = path.Read(ref state, out var value);
        if (found == Found.Unknown)
            return Verdict.Unknown;
        var isNull = found != Found.Value;
        if (isNull || literal is null)
            return isNull == (literal is null) != isNegated ? Verdict.True : Verdict.False;
        return AreEqual(value) is { } equal
            ? equal != isNegated ? Verdict.True : Verdict.False
            : Verdict.Unknown;
    }

    private bool? AreEqual(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when _text is not null => value.ValueEquals(_text),
        JsonValueKind.Number when literal is double number => value.GetDouble().Equals(number),
        JsonValueKind.True or JsonValueKind.False when literal is bool boolean => value.ValueKind == JsonValueKind.True == boolean,
        _ => null,
    };
}

/// <summary>A path that leads to true or false.</summary>
internal sealed class QuickBoolean(QuickPath path) : QuickTest
{
    public override Verdict Test(ref QuickState state) => path.Read(ref state, out var value) switch
    {
        Found.Null or Found.Absent => Verdict.Nothing,
        Found.Value when value.ValueKind == JsonValueKind.True => Verdict.True,
        Found.Value when value.ValueKind == JsonValueKind.False => Verdict.False,
        _ => Verdict.Unknown,
    };
}
