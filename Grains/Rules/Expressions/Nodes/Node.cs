namespace Notifications.Rules.Expressions;

/// <summary>A part of a compiled expression, and its place in the text. It holds no state of an evaluation.</summary>
internal abstract class Node
{
    public required int Line { get; init; }

    public required int Column { get; init; }

    public Value Evaluate(ref EvaluationState state)
    {
        state.Spend(this, 1);
        return Run(ref state);
    }

    public ExpressionException Fail(string message) => new(message, Line, Column);

    protected abstract Value Run(ref EvaluationState state);

    /// <summary>The Boolean that <paramref name="node"/> gives; <paramref name="operation"/> is who asks.</summary>
    protected static bool Decide(Node node, ref EvaluationState state, string operation)
    {
        var value = node.Evaluate(ref state);
        return value.Kind == ValueKind.Boolean
            ? value.IsTrue
            : throw node.Fail($"{operation} needs a Boolean but got {value.Kind.Name()}.");
    }
}
