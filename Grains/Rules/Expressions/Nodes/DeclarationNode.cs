namespace Notifications.Rules.Expressions;

/// <summary><c>let name = value;</c></summary>
internal sealed class DeclarationNode(int slot, Node value) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        state.Set(slot, value.Evaluate(ref state));
        return Value.Absent;
    }
}
