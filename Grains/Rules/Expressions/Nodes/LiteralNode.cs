namespace Notifications.Rules.Expressions;

internal sealed class LiteralNode(Value value) : Node
{
    protected override Value Run(ref EvaluationState state) => value;
}
