using Acornima;

namespace Notifications.Rules.Expressions;

/// <summary><c>+ - * / %</c> of two Numbers, and <c>+</c> of two Strings.</summary>
internal sealed class ArithmeticNode(Node left, Node right, Operator operation, string symbol) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var first = left.Evaluate(ref state);
        var second = right.Evaluate(ref state);
        if (first.Kind == ValueKind.Number && second.Kind == ValueKind.Number)
            return Value.Of(Compute(first.Number, second.Number));
        if (operation != Operator.Addition || first.Kind != ValueKind.String || second.Kind != ValueKind.String)
            throw Fail($"Can't apply {symbol} to {first.Kind.Name()} and {second.Kind.Name()}.");

        state.Produce(this, first.TextSize + second.TextSize);
        return Value.Of(first.Text + second.Text);
    }

    private double Compute(double first, double second) => operation switch
    {
        Operator.Addition => first + second,
        Operator.Subtraction => first - second,
        Operator.Multiplication => first * second,
        Operator.Division => first / second,
        _ => first % second,
    };
}
