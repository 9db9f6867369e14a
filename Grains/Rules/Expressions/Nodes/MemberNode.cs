namespace Notifications.Rules.Expressions;

/// <summary><c>receiver.name</c> or <c>receiver?.name</c>.</summary>
internal sealed class MemberNode(Node receiver, string name, bool optional, bool missingIsNull) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var from = receiver.Evaluate(ref state);
        switch (from.Kind)
        {
            case ValueKind.Absent:
                return from;
            case ValueKind.Null:
                return optional ? Value.Absent : throw Fail($"Can't read '{name}' of null. Use ?. where null may be.");
            case ValueKind.Map:
                return Members.Read(ref state, this, from, name, missingIsNull || optional);
            case ValueKind.List when name == "length":
                return Value.Of(from.Count);
            case ValueKind.String when name == "length":
                return Value.Of(state.Read(this, from).Length);
            case ValueKind.Error when name == "message":
                return Value.Of(from.Error.Message);
            case ValueKind.Error when name == "location":
                return Value.Of($"{from.Error.Line}:{from.Error.Column}");
            default:
                throw Fail($"{from.Kind.Name()} has no property '{name}'.");
        }
    }
}

internal static class Members
{
    public static Value Read(ref EvaluationState state, Node node, in Value map, string name, bool missingIsNull)
    {
        state.Spend(node, map.Count / ExpressionLimits.ItemsPerStep);
        if (map.TryGetMember(name, out var member))
            return member;
        return missingIsNull
            ? Value.Null
            : throw node.Fail($"Property '{name}' is not there. Use ?. where it may be missing.");
    }
}
