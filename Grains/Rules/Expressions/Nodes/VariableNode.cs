namespace Notifications.Rules.Expressions;

internal sealed class VariableNode(int slot) : Node
{
    protected override Value Run(ref EvaluationState state) => state.Get(slot);
}
