namespace Notifications.Rules.Expressions;

/// <summary>Statements one after the other, up to the first that gives a value.</summary>
internal sealed class BlockNode(Node[] statements) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        foreach (var statement in statements)
        {
            var value = statement.Evaluate(ref state);
            if (value.Kind != ValueKind.Absent)
                return value;
        }

        return Value.Absent;
    }
}
