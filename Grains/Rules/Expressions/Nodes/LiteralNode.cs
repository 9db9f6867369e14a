namespace Notifications.Rules.Expressions;

internal sealed class LiteralNode(Value value) : Node
{
    public Value Value => value;

    protected override Value Run(ref EvaluationState state) => value;
}
