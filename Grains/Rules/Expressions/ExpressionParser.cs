using Acornima;
using Acornima.Ast;

namespace Notifications.Rules.Expressions;

/// <summary>Parses an expression, or statements that end with one.</summary>
internal static class ExpressionParser
{
    private static readonly ParserOptions Options = new() { AllowReturnOutsideFunction = true };

    public static Acornima.Ast.Node Parse(string text)
    {
        try
        {
            // First as an expression, or { a: 1 } would be a block.
            return new Parser(Options).ParseExpression(text, strict: true);
        }
        catch (ParseErrorException refusedAsExpression)
        {
            return ParseStatements(text, refusedAsExpression);
        }
    }

    private static Script ParseStatements(string text, ParseErrorException refusedAsExpression)
    {
        try
        {
            return new Parser(Options).ParseScript(text, strict: true);
        }
        catch (ParseErrorException error) when (!IsFarther(error, refusedAsExpression))
        {
            throw refusedAsExpression;
        }
    }

    // Whoever understood more of the text knows better what is wrong with it.
    private static bool IsFarther(ParseErrorException one, ParseErrorException other) =>
        (one.LineNumber, one.Column).CompareTo((other.LineNumber, other.Column)) > 0;
}
