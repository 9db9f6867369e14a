using System.Text;
using Notifications.Rules.Expressions;

namespace Notifications.Rules.Templates;

/// <summary>Text with holes: <c>${event.issue.key} is done</c>. What a hole gives is text, never a template.</summary>
internal sealed class TextTemplate
{
    private const int MaxRendered = 64 * 1024;

    private readonly TemplatePart[] _parts;

    internal TextTemplate(TemplatePart[] parts) => _parts = parts;

    public static TextTemplate Empty { get; } = new([]);

    /// <summary>Whether it has no holes.</summary>
    public bool IsConstant => _parts.All(part => part.Hole is null);

    /// <summary>The text before the first hole.</summary>
    public string Prefix => _parts.Length == 0 ? "" : _parts[0].Text;

    /// <summary>Text without holes, whatever it holds.</summary>
    public static TextTemplate Constant(string text) => new([new TemplatePart(text, null, 1, 1)]);

    public static TextTemplateCompilation Compile(string text, IReadOnlyList<string> variables) =>
        TextTemplateCompiler.Compile(text, variables);

    /// <summary>
    /// Fills the holes, at the moment <paramref name="now"/>; <paramref name="write"/> may change what goes in. A hole that fails
    /// leaves nothing behind and is reported. All holes share a <paramref name="budget"/>, which is the template's own where
    /// none is given: many holes would be a way around it.
    /// </summary>
    public RenderedText Render(
        ReadOnlySpan<Value> variables, DateTimeOffset? now = null, Func<string, string>? write = null, EvaluationBudget? budget = null)
    {
        var text = new StringBuilder();
        List<ExpressionError>? errors = null;
        budget ??= new EvaluationBudget();
        foreach (var part in _parts)
        {
            Append(text, part.Text);
            if (part.Hole is null)
                continue;

            var evaluation = part.Hole.EvaluateText(variables, budget, now);
            if (evaluation.Error is { } error)
                (errors ??= []).Add(part.Locate(error));
            else
                Append(text, write is null ? evaluation.Text : write(evaluation.Text));
        }

        return new RenderedText(text.ToString(), errors ?? []);
    }

    private static void Append(StringBuilder text, string part) =>
        text.Append(part.AsSpan(0, Math.Min(part.Length, MaxRendered - text.Length)));
}

/// <summary>A template with its holes filled, and the errors of those that stayed empty.</summary>
internal sealed record RenderedText(string Text, IReadOnlyList<ExpressionError> Errors);

/// <summary>What became of a template's text: a template, or the reasons why it is none.</summary>
internal sealed record TextTemplateCompilation(TextTemplate? Template, IReadOnlyList<ExpressionError> Errors);
