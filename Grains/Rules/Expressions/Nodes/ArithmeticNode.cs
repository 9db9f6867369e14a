using Acornima;

namespace Notifications.Rules.Expressions;

/// <summary><c>+ - * / %</c> of two Numbers, and <c>+</c> of a String and what can be written as text.</summary>
internal sealed class ArithmeticNode(Node left, Node right, Operator operation, string symbol) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var first = left.Evaluate(ref state);
        var second = right.Evaluate(ref state);
        if (first.Kind == ValueKind.Number && second.Kind == ValueKind.Number)
            return Value.Of(Compute(first.Number, second.Number));
        if (operation != Operator.Addition || (first.Kind != ValueKind.String && second.Kind != ValueKind.String))
            throw Mismatch(first, second);

        state.Produce(this, (long)SizeOf(first) + SizeOf(second));
        return Value.Of((ValueText.Of(first) ?? throw Mismatch(first, second)) + (ValueText.Of(second) ?? throw Mismatch(first, second)));
    }

    private static int SizeOf(in Value value) => value.Kind == ValueKind.String ? value.TextSize : ValueText.MaxOther;

    private ExpressionException Mismatch(in Value first, in Value second) =>
        Fail($"Can't apply {symbol} to {first.Kind.Name()} and {second.Kind.Name()}.");

    private double Compute(double first, double second) => operation switch
    {
        Operator.Addition => first + second,
        Operator.Subtraction => first - second,
        Operator.Multiplication => first * second,
        Operator.Division => first / second,
        _ => first % second,
    };
}
