using Acornima;
using Notifications.Rules.Expressions;

namespace Notifications.Rules.Filtering.Quick;

/// <summary>
/// The way that most filters can be answered by: paths compared with literals, in UTF-8 and without a value of the language
/// ever being made, where what a path leads to is looked up once for all rules. It knows only the answers true and false; for
/// everything else, errors included, it leaves the event to the expression.
/// </summary>
internal sealed class QuickFilter
{
    private readonly QuickTest _test;

    private QuickFilter(QuickTest test) => _test = test;

    /// <summary>Finds the quick way for an expression that compiles; <see langword="null"/> where it has none.</summary>
    public static QuickFilter? Of(string expression)
    {
        try
        {
            return QuickCompiler.Compile(new Parser().ParseExpression(expression, strict: true)) is { } test ? new QuickFilter(test) : null;
        }
        catch (Exception problem) when (problem is ParseErrorException or InsufficientExecutionStackException)
        {
            return null;
        }
    }

    /// <summary>Answers as the expression would, with the steps that it would take; or leaves it to the expression.</summary>
    public bool TryEvaluate(PathReadings paths, out bool value, out int steps)
    {
        var state = new QuickState(paths);
        var verdict = Verdict.Unknown;
        try
        {
            verdict = _test.Test(ref state);
        }
        catch (InvalidOperationException)
        {
            // Text that is not Unicode.
        }

        (value, steps) = (verdict == Verdict.True, state.Steps);
        return verdict is Verdict.True or Verdict.False && steps <= ExpressionLimits.Steps;
    }
}
