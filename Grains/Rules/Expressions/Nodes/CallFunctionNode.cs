namespace Notifications.Rules.Expressions;

/// <summary><c>f(…)</c>: the call of a function that the expression made.</summary>
internal sealed class CallFunctionNode(Node function, Node[] arguments) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var called = function.Evaluate(ref state);
        if (called.Kind != ValueKind.Function)
            throw Fail($"{called.Kind.Name()} can't be called.");
        if (called.Function.Parameters != arguments.Length)
            throw Fail($"The function takes {called.Function.Parameters} values but got {arguments.Length}.");

        // One call in a frame with few values is the rule; more come from the heap.
        FewSlots few = default;
        Span<Value> values = few;
        if (arguments.Length > FewSlots.Length)
        {
            state.Make(this, arguments.Length);
            values = new Value[arguments.Length];
        }

        for (var i = 0; i < arguments.Length; i++)
            values[i] = arguments[i].Evaluate(ref state);
        return called.Function.Call(ref state, this, values[..arguments.Length]);
    }
}
