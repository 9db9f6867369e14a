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

    /// <summary>
    /// Evaluates it as text, which a String, Number, Boolean, Date or CalendarDate gives, and takes what it spends from
    /// <paramref name="budget"/>.
    /// </summary>
    public TextEvaluation EvaluateText(ReadOnlySpan<Value> variables, EvaluationBudget budget, DateTimeOffset? now = null)
    {
        if (budget.IsUsedUp)
            return Failed($"The expressions before this one took all {ExpressionLimits.Steps} steps.");

        var evaluation = Evaluate(variables, ExpressionLimits.Steps, now, trace: null, budget);
        if (evaluation.Error is { } error)
        {
            budget.PayForError();
            return new TextEvaluation("", error);
        }

        try
        {
            return ValueText.Of(evaluation.Value) is { } text
                ? new TextEvaluation(text, null)
                : Failed($"Can't write {evaluation.Value.Kind.Name()} as text.");
        }
        catch (InvalidOperationException)
        {
            budget.PayForError();
            return Failed(Value.NotUnicode);
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

    private TextEvaluation Failed(string message) => new("", _root.Fail(message).Error);

    private Evaluation Evaluate(
        ReadOnlySpan<Value> variables, int maxSteps, DateTimeOffset? now, Trace? trace, EvaluationBudget? budget = null)
    {
        if (variables.Length != _variables)
            throw new ArgumentException($"The expression was compiled for {_variables} variables.", nameof(variables));
        if (_slots > FewSlots.Length)
            return EvaluateWithMany(variables, maxSteps, now, trace, budget);

        FewSlots slots = default;
        return Run(slots, variables, maxSteps, now, trace, budget);
    }

    // Apart, or every evaluation would clear the many slots.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Evaluation EvaluateWithMany(
        ReadOnlySpan<Value> variables, int maxSteps, DateTimeOffset? now, Trace? trace, EvaluationBudget? budget)
    {
        ManySlots slots = default;
        return Run(slots, variables, maxSteps, now, trace, budget);
    }

    private Evaluation Run(
        Span<Value> slots, ReadOnlySpan<Value> variables, int maxSteps, DateTimeOffset? now, Trace? trace, EvaluationBudget? budget)
    {
        variables.CopyTo(slots);
        var state = new EvaluationState(slots, maxSteps, now, trace) { SpentBefore = budget?.Spent ?? default };
        try
        {
            var value = _root.Evaluate(ref state);
            // What leaves as text is copied, even where it was only found in the event.
            if (budget is not null && value.Kind == ValueKind.String)
                state.Write(_root, value);
            return new Evaluation(value, null, state.Steps);
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
        finally
        {
            budget?.Return(state.Spent);
        }
    }
}
