using System.Globalization;
using Acornima;

namespace Notifications.Rules.Expressions.Complexity;

/// <summary>What an expression costs, as a polynomial in the lengths of the lists that it goes through.</summary>
/// <param name="Polynomial">Such as <c>4 + 4 * N where N = event.changelog.items</c>.</param>
/// <param name="Error">Why that is too much for a filter, and where; <see langword="null"/> where it is not.</param>
internal sealed record ExpressionComplexity(string Polynomial, ExpressionError? Error)
{
    private static readonly ParserOptions Options = new() { AllowReturnOutsideFunction = true };

    public bool IsTooComplex => Error is not null;

    /// <summary>Judges an expression by its text; one that is no expression costs nothing, and is refused elsewhere.</summary>
    public static ExpressionComplexity Of(string text)
    {
        try
        {
            if (Parse(text) is not { } root)
                return new ExpressionComplexity("0", null);
            var reading = new CostReading(text);
            var cost = reading.Read(root);
            return new ExpressionComplexity(cost.ToString(), Judge(cost, reading));
        }
        catch (TooManyTermsException)
        {
            return TooComplex("more than can be written");
        }
        catch (InsufficientExecutionStackException)
        {
            return TooComplex("nested too deep to tell");
        }
    }

    private static ExpressionComplexity TooComplex(string polynomial) =>
        new(polynomial, new ExpressionError($"The filter's cost is {polynomial}. Split the rule.", 1, 1));

    private static Acornima.Ast.Node? Parse(string text) =>
        TryParse(parser => parser.ParseExpression(text, strict: true)) ?? TryParse(parser => parser.ParseScript(text, strict: true));

    private static Acornima.Ast.Node? TryParse(Func<Parser, Acornima.Ast.Node> parse)
    {
        try
        {
            return parse(new Parser(Options));
        }
        catch (Exception problem) when (problem is ParseErrorException or OverflowException)
        {
            return null;
        }
    }

    private static ExpressionError? Judge(Polynomial cost, CostReading reading)
    {
        if (cost.Degree > ComplexityLimits.VariablesPerCombination)
        {
            return TooMuch(reading.PlaceOfDegree(ComplexityLimits.VariablesPerCombination + 1), cost,
                $"The filter nests functions over lists {cost.Degree} deep; at most {ComplexityLimits.VariablesPerCombination} are allowed.");
        }

        var variables = cost.Variables.Count();
        if (variables > ComplexityLimits.Variables)
        {
            return TooMuch(reading.PlaceOfVariable(ComplexityLimits.Variables), cost,
                $"The filter goes through {variables} lists; at most {ComplexityLimits.Variables} are allowed.");
        }

        var combinations = cost.Combinations.Count();
        if (combinations > ComplexityLimits.Combinations)
        {
            return TooMuch((1, 1), cost,
                $"The filter combines lists in {combinations} ways; at most {ComplexityLimits.Combinations} are allowed.");
        }

        var constant = cost.Combinations.Select(term => term.Factor).Append(cost.Constant).Max();
        return constant <= ComplexityLimits.Constant ? null : TooMuch((1, 1), cost, string.Create(CultureInfo.InvariantCulture,
            $"The filter takes {constant:0} operations, whatever the lists hold; at most {ComplexityLimits.Constant} are allowed."));
    }

    private static ExpressionError TooMuch((int Line, int Column) place, Polynomial cost, string message) =>
        new($"{message} It costs {cost}. Split the rule.", place.Line, place.Column);
}
