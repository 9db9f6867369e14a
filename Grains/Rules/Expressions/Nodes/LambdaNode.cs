using System.Diagnostics;

namespace Notifications.Rules.Expressions;

/// <summary>An arrow function of one parameter, handed to a method that applies it to each item.</summary>
internal sealed class LambdaNode(int slot, Node body) : Node
{
    public Value Apply(ref EvaluationState state, in Value argument)
    {
        state.Set(slot, argument);
        return body.Evaluate(ref state);
    }

    public bool Holds(ref EvaluationState state, in Value argument, string method)
    {
        var value = Apply(ref state, argument);
        return value.Kind == ValueKind.Boolean
            ? value.IsTrue
            : throw body.Fail($"The function given to {method} must give a Boolean but gave {value.Kind.Name()}.");
    }

    protected override Value Run(ref EvaluationState state) =>
        throw new UnreachableException("A lambda is applied by the method that takes it.");
}
