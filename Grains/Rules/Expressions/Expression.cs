using System.Runtime.CompilerServices;

namespace Notifications.Rules.Expressions;

/// <summary>
/// An expression of the Jira expression language, compiled once into a tree of nodes and evaluated many times,
/// from any thread.
/// </summary>
internal sealed class Expression
{
    private readonly Node _root;
    private readonly int _variables;
    private readonly int _slots;

    internal Expression(string text, Node root, int variables, int slots)
    {
        Text = text;
        _root = root;
        _variables = variables;
        _slots = slots;
    }

    public string Text { get; }

    private ExpressionError NotUnicode => _root.Fail(Value.NotUnicode).Error;

    /// <summary>Compiles an expression that may read <paramref name="variables"/> and nothing else.</summary>
    public static ExpressionCompilation Compile(string text, IReadOnlyList<string> variables) =>
        ExpressionCompiler.Compile(text, variables);

    /// <summary>
    /// Evaluates it with the values of the variables, in the order in which they were given to <see cref="Compile"/>.
    /// <c>new Date()</c> gives <paramref name="now"/>, and fails without it: no expression reads a clock.
    /// </summary>
    public Evaluation Evaluate(
        ReadOnlySpan<Value> variables, int maxSteps = ExpressionLimits.Steps, DateTimeOffset? now = null) =>
        Evaluate(variables, maxSteps, now, trace: null);

    /// <summary>Evaluates it and tells the value of each part, in the order in which they were completed.</summary>
    public TracedEvaluation Trace(ReadOnlySpan<Value> variables, DateTimeOffset? now, int maxTraced = 1_000)
    {
        var trace = new Trace(Text, maxTraced);
        return new TracedEvaluation(Evaluate(variables, ExpressionLimits.Steps, now, trace), trace.Steps);
    }

    /// <summary>Evaluates it as text, which a String, Number, Boolean, Date or CalendarDate gives.</summary>
    public TextEvaluation EvaluateText(ReadOnlySpan<Value> variables, int maxSteps, DateTimeOffset? now = null)
    {
        var (value, error, steps) = Evaluate(variables, maxSteps, now);
        if (error is not null)
            return new TextEvaluation("", error, steps);
        try
        {
            return ValueText.Of(value) is { } text
                ? new TextEvaluation(text, null, steps)
                : new TextEvaluation("", _root.Fail($"Can't write {value.Kind.Name()} as text.").Error, steps);
        }
        catch (InvalidOperationException)
        {
            return new TextEvaluation("", NotUnicode, steps);
        }
    }

    /// <summary>Evaluates it as a filter, whose value must be true or false.</summary>
    public Evaluation EvaluateFilter(ReadOnlySpan<Value> variables, DateTimeOffset? now = null)
    {
        var evaluation = Evaluate(variables, now: now);
        return evaluation.Error is null && evaluation.Value.Kind != ValueKind.Boolean
            ? evaluation with
            {
                Error = _root.Fail($"Filter must be true or false but was {evaluation.Value.Kind.Name()}.").Error,
            }
            : evaluation;
    }

    private Evaluation Evaluate(ReadOnlySpan<Value> variables, int maxSteps, DateTimeOffset? now, Trace? trace)
    {
        if (variables.Length != _variables)
            throw new ArgumentException($"The expression was compiled for {_variables} variables.", nameof(variables));
        if (_slots > FewSlots.Length)
            return EvaluateWithMany(variables, maxSteps, now, trace);

        FewSlots slots = default;
        return Run(slots, variables, maxSteps, now, trace);
    }

    // Apart, or every evaluation would clear the many slots.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Evaluation EvaluateWithMany(ReadOnlySpan<Value> variables, int maxSteps, DateTimeOffset? now, Trace? trace)
    {
        ManySlots slots = default;
        return Run(slots, variables, maxSteps, now, trace);
    }

    private Evaluation Run(Span<Value> slots, ReadOnlySpan<Value> variables, int maxSteps, DateTimeOffset? now, Trace? trace)
    {
        variables.CopyTo(slots);
        var state = new EvaluationState(slots, maxSteps, now, trace);
        try
        {
            return new Evaluation(_root.Evaluate(ref state), null, state.Steps);
        }
        catch (ExpressionException failure)
        {
            return new Evaluation(default, failure.Error, state.Steps);
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json finds out only when a string is read that it holds half a surrogate pair or no UTF-8.
            return new Evaluation(default, NotUnicode, state.Steps);
        }
    }
}
