namespace Notifications.Rules.Expressions;

/// <summary>The methods of lists that put lists together.</summary>
internal static class ListJoining
{
    public static readonly Method[] Own =
    [
        Method.OfItems("flatMap", FlatMap),
        new("flatten") { OnList = Flatten },
        new("concat", 1, 1) { OnList = Concat },
    ];

    private static Value FlatMap(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var function = call.Function(ref state);
        var flat = new List<Value>();
        var items = receiver.Items();
        for (var index = 0; items.MoveNext(); index++)
            AddFlat(ref state, call, flat, function.Apply(ref state, items.Current, index));
        return Value.Of(flat.ToArray());
    }

    private static Value Flatten(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var flat = new List<Value>();
        var items = receiver.Items();
        while (items.MoveNext())
            AddFlat(ref state, call, flat, items.Current);
        return Value.Of(flat.ToArray());
    }

    private static Value Concat(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var other = call.Argument(ref state);
        var joined = new List<Value>();
        AddFlat(ref state, call, joined, receiver);
        AddFlat(ref state, call, joined, other);
        return Value.Of(joined.ToArray());
    }

    /// <summary>Adds the items of a list, or what is no list itself.</summary>
    private static void AddFlat(ref EvaluationState state, CallNode call, List<Value> flat, in Value added)
    {
        if (added.Kind != ValueKind.List)
        {
            state.Make(call, 1);
            flat.Add(added);
            return;
        }

        state.Make(call, added.Count);
        state.Spend(call, 1);
        var items = added.Items();
        while (items.MoveNext())
            flat.Add(items.Current);
    }
}
