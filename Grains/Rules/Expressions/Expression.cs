namespace Notifications.Rules.Expressions;

/// <summary>
/// An expression of the Jira expression language, compiled once into a tree of nodes and evaluated many times,
/// from any thread.
/// </summary>
internal sealed class Expression
{
    private readonly Node _root;
    private readonly int _variables;

    internal Expression(string text, Node root, int variables)
    {
        Text = text;
        _root = root;
        _variables = variables;
    }

    public string Text { get; }

    private ExpressionError NotUnicode => _root.Fail("The event holds text that is not Unicode.").Error;

    /// <summary>Compiles an expression that may read <paramref name="variables"/> and nothing else.</summary>
    public static ExpressionCompilation Compile(string text, IReadOnlyList<string> variables) =>
        ExpressionCompiler.Compile(text, variables);

    /// <summary>
    /// Evaluates it with the values of the variables, in the order in which they were given to <see cref="Compile"/>.
    /// <c>new Date()</c> gives <paramref name="now"/>, and fails without it: no expression reads a clock.
    /// </summary>
    public Evaluation Evaluate(
        ReadOnlySpan<Value> variables, int maxSteps = ExpressionLimits.Steps, DateTimeOffset? now = null)
    {
        if (variables.Length != _variables)
            throw new ArgumentException($"The expression was compiled for {_variables} variables.", nameof(variables));
        var state = new EvaluationState(variables, maxSteps, now);
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
}

/// <summary>What became of an expression's text: an expression, or the reasons why it is none.</summary>
internal sealed record ExpressionCompilation(Expression? Expression, IReadOnlyList<ExpressionError> Errors);

/// <summary>What an evaluation gave: a value where there is no error; and what it took.</summary>
internal readonly record struct Evaluation(Value Value, ExpressionError? Error, int Steps);

/// <summary>What an evaluation as text gave.</summary>
internal readonly record struct TextEvaluation(string Text, ExpressionError? Error, int Steps);
