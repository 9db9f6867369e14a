namespace Notifications.Rules.Expressions;

internal sealed class CoalesceNode(Node value, Node replacement) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var first = value.Evaluate(ref state);
        return first.Kind == ValueKind.Null ? replacement.Evaluate(ref state) : first;
    }
}
