namespace Notifications.Rules.Expressions;

internal sealed class NotNode(Node operand) : Node
{
    protected override Value Run(ref EvaluationState state) => Value.Of(!Decide(operand, ref state, "!"));
}
