namespace Notifications.Rules.Expressions;

/// <summary>The methods of lists that look at items or choose some.</summary>
internal static class ListMethods
{
    public static readonly Method[] Own =
    [
        Method.OfItems("some", Some),
        Method.OfItems("every", Every),
        Method.OfItems("filter", Filter),
        Method.OfItems("map", Map),
    ];

    public static Value Includes(ref EvaluationState state, CallNode call, in Value receiver) =>
        Value.Of(Find(ref state, call, receiver) >= 0);

    public static Value IndexOf(ref EvaluationState state, CallNode call, in Value receiver) =>
        Value.Of(Find(ref state, call, receiver));

    public static Value Slice(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var (start, end) = SliceBounds.Read(ref state, call, receiver.Count);
        state.Make(call, end - start);
        state.Spend(call, start / ExpressionLimits.ItemsPerStep);
        var kept = new Value[end - start];
        var items = receiver.Items();
        for (var i = 0; i < end && items.MoveNext(); i++)
        {
            if (i >= start)
                kept[i - start] = items.Current;
        }

        return Value.Of(kept);
    }

    private static int Find(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var wanted = call.Argument(ref state);
        var items = receiver.Items();
        for (var index = 0; items.MoveNext(); index++)
        {
            state.Spend(call, 1);
            if (Comparison.AreSame(ref state, call, items.Current, wanted))
                return index;
        }

        return -1;
    }

    private static Value Some(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var function = call.Function(ref state);
        var items = receiver.Items();
        for (var index = 0; items.MoveNext(); index++)
        {
            if (function.Holds(ref state, items.Current, index))
                return Value.Of(true);
        }

        return Value.Of(false);
    }

    private static Value Every(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var function = call.Function(ref state);
        var items = receiver.Items();
        for (var index = 0; items.MoveNext(); index++)
        {
            if (!function.Holds(ref state, items.Current, index))
                return Value.Of(false);
        }

        return Value.Of(true);
    }

    private static Value Filter(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var function = call.Function(ref state);
        var kept = new List<Value>();
        var items = receiver.Items();
        for (var index = 0; items.MoveNext(); index++)
        {
            var item = items.Current;
            if (!function.Holds(ref state, item, index))
                continue;
            state.Make(call, 1);
            kept.Add(item);
        }

        return Value.Of(kept.ToArray());
    }

    private static Value Map(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var function = call.Function(ref state);
        state.Make(call, receiver.Count);
        var mapped = new Value[receiver.Count];
        var items = receiver.Items();
        for (var index = 0; items.MoveNext(); index++)
            mapped[index] = function.Apply(ref state, items.Current, index);
        return Value.Of(mapped);
    }
}
