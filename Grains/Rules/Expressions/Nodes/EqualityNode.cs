namespace Notifications.Rules.Expressions;

internal sealed class EqualityNode(Node left, Node right, bool negated) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var first = left.Evaluate(ref state);
        var second = right.Evaluate(ref state);
        return Value.Of(Comparison.AreEqual(ref state, this, first, second) != negated);
    }
}
