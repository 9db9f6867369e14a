using System.Runtime.CompilerServices;

namespace Notifications.Rules.Expressions;

/// <summary>A function as a value: its code, and what it saw where it was made. Nothing can be changed, so copies will do.</summary>
internal sealed class Function(FunctionNode code, Value[] captured)
{
    public int Parameters => code.Parameters;

    /// <summary>Calls it with at least as many values as it has parameters.</summary>
    public Value Call(ref EvaluationState state, Node call, scoped ReadOnlySpan<Value> values)
    {
        if (code.Slots > FewSlots.Length)
        {
            state.Make(call, code.Slots);
            return Run(ref state, call, values, new Value[code.Slots]);
        }

        FewSlots slots = default;
        return Run(ref state, call, values, slots);
    }

    private Value Run(ref EvaluationState state, Node call, scoped ReadOnlySpan<Value> values, scoped Span<Value> slots)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw call.FailFinally("Functions call each other too deep.");
        values[..code.Parameters].CopyTo(slots);
        var inner = EvaluationState.Within(state, slots, captured, call, code.Levels);
        try
        {
            return code.Body.Evaluate(ref inner);
        }
        finally
        {
            state.Return(inner.Spent);
        }
    }
}
