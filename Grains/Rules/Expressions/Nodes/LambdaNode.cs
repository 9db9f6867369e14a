using System.Diagnostics;

namespace Notifications.Rules.Expressions;

/// <summary>
/// An arrow function that stands where a method takes one. It runs among the variables around it, its parameters in
/// slots of their own, and so costs no memory.
/// </summary>
internal sealed class LambdaNode(int slot, int parameters, Node body) : Node
{
    public int Parameters => parameters;

    public Node Body => body;

    public Value Apply(ref EvaluationState state, in Value item, int index)
    {
        if (parameters > 0)
            state.Set(slot, item);
        if (parameters > 1)
            state.Set(slot + 1, Value.Of(index));
        return body.Evaluate(ref state);
    }

    public Value Apply(ref EvaluationState state, scoped ReadOnlySpan<Value> values)
    {
        for (var i = 0; i < parameters; i++)
            state.Set(slot + i, values[i]);
        return body.Evaluate(ref state);
    }

    protected override Value Run(ref EvaluationState state) =>
        throw new UnreachableException("A lambda is applied by the method that takes it.");
}
