namespace Notifications.Rules.Expressions;

/// <summary><c>receiver[index]</c> or <c>receiver?.[index]</c>.</summary>
internal sealed class IndexNode(Node receiver, Node index, bool optional, bool missingIsNull) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var from = receiver.Evaluate(ref state);
        if (from.Kind == ValueKind.Absent)
            return from;
        if (from.Kind == ValueKind.Null)
            return optional ? Value.Absent : throw Fail("Can't read [ ] of null. Use ?.[ ] where null may be.");

        var at = index.Evaluate(ref state);
        return (from.Kind, at.Kind) switch
        {
            (ValueKind.List, ValueKind.Number) => ReadItem(ref state, from, at.Number),
            (ValueKind.Map, ValueKind.String) =>
                Members.Read(ref state, this, from, state.Read(index, at), missingIsNull || optional),
            (ValueKind.List, _) => throw index.Fail($"A List is read by a Number but got {at.Kind.Name()}."),
            (ValueKind.Map, _) => throw index.Fail($"A Map is read by a String but got {at.Kind.Name()}."),
            _ => throw Fail($"{from.Kind.Name()} can't be read by [ ]."),
        };
    }

    private Value ReadItem(ref EvaluationState state, in Value list, double at)
    {
        if (at >= 0 && at < list.Count && at == Math.Floor(at))
        {
            // JSON lists that hold lists or maps are walked from their beginning.
            state.Spend(this, (int)at / ExpressionLimits.ItemsPerStep);
            return list.Item((int)at);
        }

        return missingIsNull || optional
            ? Value.Null
            : throw Fail($"Item {NumberText.Of(at)} is not there; the list has {list.Count}.");
    }
}
