namespace Notifications.Rules.Expressions;

internal sealed class NegateNode(Node operand) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var value = operand.Evaluate(ref state);
        return value.Kind == ValueKind.Number
            ? Value.Of(-value.Number)
            : throw Fail($"- needs a Number but got {value.Kind.Name()}.");
    }
}
