namespace Notifications.Rules.Expressions;

internal static class ListMethods
{
    public static Value Includes(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var wanted = call.Argument(ref state);
        var items = receiver.Items();
        while (items.MoveNext())
        {
            state.Spend(call, 1);
            if (Comparison.AreSame(ref state, call, items.Current, wanted))
                return Value.Of(true);
        }

        return Value.Of(false);
    }

    public static Value Some(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var items = receiver.Items();
        while (items.MoveNext())
        {
            if (call.Lambda.Holds(ref state, items.Current, "some"))
                return Value.Of(true);
        }

        return Value.Of(false);
    }

    public static Value Every(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var items = receiver.Items();
        while (items.MoveNext())
        {
            if (!call.Lambda.Holds(ref state, items.Current, "every"))
                return Value.Of(false);
        }

        return Value.Of(true);
    }

    public static Value Filter(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var kept = new List<Value>();
        var items = receiver.Items();
        while (items.MoveNext())
        {
            var item = items.Current;
            if (call.Lambda.Holds(ref state, item, "filter"))
                kept.Add(item);
        }

        return Value.Of(kept.ToArray());
    }

    public static Value Map(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var mapped = new List<Value>();
        var items = receiver.Items();
        while (items.MoveNext())
            mapped.Add(call.Lambda.Apply(ref state, items.Current));
        return Value.Of(mapped.ToArray());
    }
}
