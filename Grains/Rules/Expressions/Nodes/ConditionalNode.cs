namespace Notifications.Rules.Expressions;

internal sealed class ConditionalNode(Node test, Node whenTrue, Node whenFalse) : Node
{
    protected override Value Run(ref EvaluationState state) =>
        Decide(test, ref state, "?:") ? whenTrue.Evaluate(ref state) : whenFalse.Evaluate(ref state);
}
