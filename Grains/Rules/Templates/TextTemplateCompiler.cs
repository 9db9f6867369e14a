using Notifications.Rules.Expressions;

namespace Notifications.Rules.Templates;

/// <summary>Finds the holes of a template and compiles each as an expression.</summary>
internal static class TextTemplateCompiler
{
    private const string Opening = "${";

    public static TextTemplateCompilation Compile(string text, IReadOnlyList<string> variables)
    {
        if (text.Length > ExpressionLimits.Length)
        {
            return new TextTemplateCompilation(null, [new ExpressionError(
                $"The text has {text.Length} characters; at most {ExpressionLimits.Length} are allowed.", 1, 1)]);
        }

        var parts = new List<TemplatePart>();
        var errors = new List<ExpressionError>();
        var at = 0;
        while (text.IndexOf(Opening, at, StringComparison.Ordinal) is >= 0 and var opening)
        {
            var start = opening + Opening.Length;
            var (line, column) = Place(text, start);
            if (HoleEnd.Find(text, start) is not { } end)
            {
                errors.Add(new ExpressionError("This ${ is not closed by }.", line, column - Opening.Length));
                at = text.Length;
                break;
            }

            var hole = Expression.Compile(text[start..end], variables);
            errors.AddRange(hole.Errors.Select(error => TemplatePart.Locate(error, line, column)));
            parts.Add(new TemplatePart(text[at..opening], hole.Expression, line, column));
            at = end + 1;
        }

        if (at < text.Length)
            parts.Add(new TemplatePart(text[at..], null, 1, 1));
        return errors.Count == 0
            ? new TextTemplateCompilation(new TextTemplate([.. parts]), [])
            : new TextTemplateCompilation(null, errors);
    }

    private static (int Line, int Column) Place(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return (before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }
}
