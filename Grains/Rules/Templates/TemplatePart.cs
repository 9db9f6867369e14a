using Notifications.Rules.Expressions;

namespace Notifications.Rules.Templates;

/// <summary>Some text and the hole after it, which begins at a place of the template; the last part has none.</summary>
internal readonly record struct TemplatePart(string Text, Expression? Hole, int Line, int Column)
{
    /// <summary>Turns a place within the hole into a place within the template.</summary>
    public ExpressionError Locate(ExpressionError error) => Locate(error, Line, Column);

    public static ExpressionError Locate(ExpressionError error, int line, int column) => error with
    {
        Line = line + error.Line - 1,
        Column = error.Line == 1 ? column + error.Column - 1 : error.Column,
    };
}
