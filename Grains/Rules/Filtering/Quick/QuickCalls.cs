using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Notifications.Rules.Expressions;

namespace Notifications.Rules.Filtering.Quick;

/// <summary>A method that is called on what a path leads to.</summary>
internal abstract class QuickCall(QuickPath path, bool isOptional) : QuickTest
{
    public override Verdict Test(ref QuickState state)
    {
        state.Steps++;
        return path.Read(ref state, out var value) switch
        {
            Found.Value => Call(ref state, value),
            Found.Absent => Verdict.Nothing,
            Found.Null when isOptional => Verdict.Nothing,
            _ => Verdict.Unknown,
        };
    }

    protected abstract Verdict Call(ref QuickState state, JsonElement on);
}

/// <summary><c>some</c> or <c>every</c>.</summary>
internal sealed class QuickQuantifier(QuickPath path, bool isOptional, int slot, QuickTest body, bool isSome) : QuickCall(path, isOptional)
{
    protected override Verdict Call(ref QuickState state, JsonElement on)
    {
        if (on.ValueKind != JsonValueKind.Array || on.GetArrayLength() is var count && count > QuickItems.MaxCount)
            return Verdict.Unknown;
        var ends = isSome ? Verdict.True : Verdict.False;
        for (var i = 0; i < count; i++)
        {
            state.Enter(slot, new QuickItem(on, i));
            var verdict = body.Test(ref state);
            if (verdict == ends)
                return verdict;
            if (verdict is Verdict.Nothing or Verdict.Unknown || state.Steps > ExpressionLimits.Steps)
                return Verdict.Unknown;
        }

        return isSome ? Verdict.False : Verdict.True;
    }
}

/// <summary><c>includes</c> of a text, in a list or a short text; or in a short text's <c>toLowerCase()</c>.</summary>
internal sealed class QuickIncludes(QuickPath path, bool isOptional, string wanted, bool inLowerCase) : QuickCall(path, isOptional)
{
    private readonly byte[] _wanted = Encoding.UTF8.GetBytes(wanted);

    protected override Verdict Call(ref QuickState state, JsonElement on)
    {
        state.Steps += inLowerCase ? 2 : 1;
        return on.ValueKind switch
        {
            JsonValueKind.String => InText(JsonMarshal.GetRawUtf8Value(on)[1..^1]),
            JsonValueKind.Array when !inLowerCase => InList(ref state, on),
            _ => Verdict.Unknown,
        };
    }

    private Verdict InText(ReadOnlySpan<byte> text)
    {
        // A long one costs more steps than one; an escaped one reads differently.
        if (text.Length >= ExpressionLimits.TextPerStep || text.Contains((byte)'\\'))
            return Verdict.Unknown;
        if (!inLowerCase)
            return !Utf8.IsValid(text) ? Verdict.Unknown : text.IndexOf(_wanted) >= 0 ? Verdict.True : Verdict.False;

        Span<byte> lower = stackalloc byte[ExpressionLimits.TextPerStep];
        if (Ascii.ToLower(text, lower, out var length) != System.Buffers.OperationStatus.Done)
            return Verdict.Unknown;
        return lower[..length].IndexOf(_wanted) >= 0 ? Verdict.True : Verdict.False;
    }

    private Verdict InList(ref QuickState state, JsonElement list)
    {
        foreach (var item in list.EnumerateArray())
        {
            state.Steps++;
            if (item.ValueKind == JsonValueKind.String && item.ValueEquals(_wanted))
                return Verdict.True;
        }

        return Verdict.False;
    }
}
