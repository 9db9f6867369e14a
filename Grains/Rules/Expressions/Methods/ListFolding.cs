namespace Notifications.Rules.Expressions;

/// <summary>The methods of lists that make one thing of all items, or order them.</summary>
internal static class ListFolding
{
    public static readonly Method[] Own =
    [
        new("reduce", 1, 2) { OnList = Reduce, FunctionAt = 0, FunctionGets = 3 },
        new("join", 0, 1) { OnList = Join },
        new("sort", 1, 1) { OnList = Sort, FunctionAt = 0, FunctionGets = 2 },
    ];

    private static Value Reduce(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var function = call.Function(ref state);
        var items = receiver.Items();
        var index = 0;
        Value folded;
        if (call.Count == 2)
        {
            folded = call.Argument(ref state, 1);
        }
        else
        {
            if (!items.MoveNext())
                throw call.Fail("The list is empty: give reduce a value to begin with.");
            folded = items.Current;
            index++;
        }

        for (; items.MoveNext(); index++)
            folded = function.Apply(ref state, [folded, items.Current, Value.Of(index)]);
        return folded;
    }

    private static Value Join(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var separator = call.Count == 0 ? "," : call.Text(ref state, 0);
        state.Make(call, receiver.Count);
        state.Produce(call, (long)separator.Length * Math.Max(0, receiver.Count - 1));
        var texts = new string[receiver.Count];
        var items = receiver.Items();
        for (var i = 0; items.MoveNext(); i++)
        {
            var item = items.Current;
            state.Produce(call, item.Kind == ValueKind.String ? item.TextSize : ValueText.MaxOther);
            texts[i] = ValueText.Of(item) ?? throw call.Fail($"Can't write {item.Kind.Name()} as text.");
        }

        return Value.Of(string.Join(separator, texts));
    }

    private static Value Sort(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var function = call.Function(ref state);
        var count = receiver.Count;
        state.Make(call, 2L * count);
        var from = new Value[count];
        var to = new Value[count];
        var items = receiver.Items();
        for (var i = 0; items.MoveNext(); i++)
            from[i] = items.Current;

        // A merge sort ends whatever the function says, and keeps the order of equal items.
        for (long width = 1; width < count; width *= 2)
        {
            state.Spend(call, count / ExpressionLimits.ItemsPerStep);
            for (long start = 0; start < count; start += 2 * width)
                Merge(ref state, function, from, to, (int)start, (int)Math.Min(start + width, count), (int)Math.Min(start + (2 * width), count));
            (from, to) = (to, from);
        }

        return Value.Of(from);
    }

    private static void Merge(
        ref EvaluationState state, in Callback function, Value[] from, Value[] to, int start, int middle, int end)
    {
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            var takesLeft = left < middle && (right == end || function.Compare(ref state, from[left], from[right]) <= 0);
            to[i] = takesLeft ? from[left++] : from[right++];
        }
    }
}
