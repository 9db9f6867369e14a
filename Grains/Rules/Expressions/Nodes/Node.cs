namespace Notifications.Rules.Expressions;

/// <summary>A part of a compiled expression, and its place in the text. It holds no state of an evaluation.</summary>
internal abstract class Node
{
    public required Place Place { get; init; }

    public Value Evaluate(ref EvaluationState state) => state.TryStep() ? Run(ref state) : RunWatched(ref state);

    public ExpressionException Fail(string message) => new(message, Place.Line, Place.Column);

    /// <summary>The error of a budget that is used up, which an expression can't catch.</summary>
    public ExpressionException FailFinally(string message) => new(message, Place.Line, Place.Column, isFinal: true);

    protected abstract Value Run(ref EvaluationState state);

    /// <summary>The Boolean that <paramref name="node"/> gives; <paramref name="operation"/> is who asks.</summary>
    protected static bool Decide(Node node, ref EvaluationState state, string operation)
    {
        var value = node.Evaluate(ref state);
        return value.Kind == ValueKind.Boolean
            ? value.IsTrue
            : throw node.Fail($"{operation} needs a Boolean but got {value.Kind.Name()}.");
    }

    private Value RunWatched(ref EvaluationState state)
    {
        state.Spend(this, 1);
        try
        {
            var value = Run(ref state);
            state.Trace!.Record(this, value);
            return value;
        }
        catch (ExpressionException failure)
        {
            state.Trace!.Record(this, failure);
            throw;
        }
    }
}
