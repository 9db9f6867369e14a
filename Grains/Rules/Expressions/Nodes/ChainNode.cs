namespace Notifications.Rules.Expressions;

/// <summary>Where a chain with <c>?.</c> ends: what was cut short is null from here on.</summary>
internal sealed class ChainNode(Node chain) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var value = chain.Evaluate(ref state);
        return value.Kind == ValueKind.Absent ? Value.Null : value;
    }
}
