namespace Notifications.Rules.Expressions;

internal sealed class TypeofNode(Node operand) : Node
{
    protected override Value Run(ref EvaluationState state) => Value.Of(operand.Evaluate(ref state).Kind.Name());
}
