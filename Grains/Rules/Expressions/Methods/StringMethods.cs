namespace Notifications.Rules.Expressions;

/// <summary>The methods of strings that know no patterns.</summary>
internal static class StringMethods
{
    public static readonly Method[] Own =
    [
        new("toLowerCase") { OnString = ToLowerCase },
        new("toUpperCase") { OnString = ToUpperCase },
        new("trim") { OnString = Trim },
        new("padStart", 1, 2) { OnString = PadStart },
        new("padEnd", 1, 2) { OnString = PadEnd },
        new("repeat", 1, 1) { OnString = Repeat },
        new("split", 0, 1) { OnString = Split },
    ];

    private const int ComparisonsPerStep = 1 << 16;

    public static Value Includes(ref EvaluationState state, CallNode call, in Value receiver) =>
        Value.Of(Find(ref state, call, receiver) >= 0);

    public static Value IndexOf(ref EvaluationState state, CallNode call, in Value receiver) =>
        Value.Of(Find(ref state, call, receiver));

    public static Value Slice(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var text = state.Read(call, receiver);
        var (start, end) = SliceBounds.Read(ref state, call, text.Length);
        state.Produce(call, end - start);
        return Value.Of(text[start..end]);
    }

    /// <summary>Pays for looking for one text in another: in the worst case it is compared at every place.</summary>
    public static void PayForSearch(ref EvaluationState state, CallNode call, int length, int partLength) =>
        state.Spend(call, (int)Math.Min((long)length * partLength / ComparisonsPerStep, int.MaxValue));

    private static int Find(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var part = call.Argument(ref state);
        if (part.Kind != ValueKind.String)
            throw call.Fail($"{call.Name} of a String needs a String but got {part.Kind.Name()}.");

        PayForSearch(ref state, call, receiver.TextSize, part.TextSize);
        return state.Read(call, receiver).IndexOf(state.Read(call, part), StringComparison.Ordinal);
    }

    private static Value ToLowerCase(ref EvaluationState state, CallNode call, in Value receiver)
    {
        state.Produce(call, receiver.TextSize);
        return Value.Of(receiver.Text.ToLowerInvariant());
    }

    private static Value ToUpperCase(ref EvaluationState state, CallNode call, in Value receiver)
    {
        state.Produce(call, receiver.TextSize);
        return Value.Of(receiver.Text.ToUpperInvariant());
    }

    private static Value Trim(ref EvaluationState state, CallNode call, in Value receiver)
    {
        state.Produce(call, receiver.TextSize);
        return Value.Of(receiver.Text.Trim());
    }

    private static Value PadStart(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var text = state.Read(call, receiver);
        return Value.Of(Padding(ref state, call, text) + text);
    }

    private static Value PadEnd(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var text = state.Read(call, receiver);
        return Value.Of(text + Padding(ref state, call, text));
    }

    private static string Padding(ref EvaluationState state, CallNode call, string text)
    {
        var length = call.WholeNumber(ref state, 0);
        var filler = call.Count == 2 ? call.Text(ref state, 1) : " ";
        var missing = length - text.Length;
        if (missing <= 0 || filler.Length == 0)
            return "";
        // The padding, and the text that it becomes a part of.
        state.Produce(call, missing + (long)length);
        return Fill(ref state, call, filler, missing);
    }

    private static Value Repeat(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var text = state.Read(call, receiver);
        var times = call.WholeNumber(ref state, 0);
        if (times < 0)
            throw call.Fail($"repeat needs 0 or more but got {times}.");
        state.Produce(call, (long)text.Length * times);
        return Value.Of(text.Length == 0 ? "" : Fill(ref state, call, text, text.Length * times));
    }

    // Text over and over, up to a length.
    private static string Fill(ref EvaluationState state, CallNode call, string text, int length)
    {
        state.Spend(call, length / ExpressionLimits.TextPerStep);
        return string.Create(length, text, static (filled, with) =>
        {
            for (var rest = filled; rest.Length > 0; rest = rest[Math.Min(with.Length, rest.Length)..])
                with.AsSpan(0, Math.Min(with.Length, rest.Length)).CopyTo(rest);
        });
    }

    private static Value Split(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var text = state.Read(call, receiver);
        if (call.Count == 0)
            return Value.Of([Value.Of(text)]);
        var separator = call.Text(ref state, 0);
        PayForSearch(ref state, call, text.Length, separator.Length);
        state.Produce(call, text.Length);
        if (separator.Length == 0)
        {
            state.Make(call, 2L * text.Length);
            return Value.Of([.. text.Select(c => Value.Of(c.ToString()))]);
        }

        // Each part is a string and an item.
        state.Make(call, 2L * (text.AsSpan().Count(separator) + 1));
        return Value.Of([.. text.Split(separator).Select(Value.Of)]);
    }
}
