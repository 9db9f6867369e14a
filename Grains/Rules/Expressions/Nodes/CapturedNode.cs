namespace Notifications.Rules.Expressions;

/// <summary>A variable from outside of the function that reads it.</summary>
internal sealed class CapturedNode(int index) : Node
{
    protected override Value Run(ref EvaluationState state) => state.Captured(index);
}
