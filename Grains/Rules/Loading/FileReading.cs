using Notifications.Rules.Expressions;
using Notifications.Rules.Expressions.Complexity;
using Notifications.Rules.Templates;
using Notifications.Subjects;

namespace Notifications.Rules.Loading;

/// <summary>The reading of one file: collects every error, so that its author sees all of them at once.</summary>
internal class FileReading(string file)
{
    private readonly List<RuleFileError> _errors = [];

    public IReadOnlyList<RuleFileError> Errors => _errors;

    /// <summary>The site of rules that name none.</summary>
    public string Site { get; init; } = SiteName.Default;

    public void Report(int line, int column, string message) => _errors.Add(new RuleFileError(file, line, column, message));

    public void Report(YamlNode at, string message) => Report(at.Line, at.Column, message);

    /// <summary>Compiles an expression that a file holds; its errors are given places in the file.</summary>
    public virtual Expression? Compile(YamlScalar scalar)
    {
        var compilation = Expression.Compile(scalar.Value, RuleVariables.Names);
        Report(scalar, compilation.Errors);
        return compilation.Expression;
    }

    /// <summary>Whether notifications may say by what they are held back.</summary>
    public virtual bool MayHoldBack => true;

    /// <summary>Compiles a filter's expression, and judges what it costs.</summary>
    public (Expression? Expression, ExpressionComplexity? Complexity) CompileFilter(YamlScalar scalar)
    {
        if (Compile(scalar) is not { } expression)
            return (null, null);
        var complexity = ExpressionComplexity.Of(expression.Text);
        if (complexity.Error is { } error)
            Report(scalar, [error]);
        return (expression, complexity);
    }

    /// <summary>Compiles a template that a file holds; its errors are given places in the file.</summary>
    public TextTemplate? CompileText(YamlScalar scalar) => CompileText(scalar, RuleVariables.Names);

    /// <summary>The same for a template that may read other variables.</summary>
    public virtual TextTemplate? CompileText(YamlScalar scalar, IReadOnlyList<string> variables)
    {
        var compilation = TextTemplate.Compile(scalar.Value, variables);
        Report(scalar, compilation.Errors);
        return compilation.Template;
    }

    private void Report(YamlScalar scalar, IReadOnlyList<ExpressionError> errors)
    {
        foreach (var error in errors)
        {
            if (scalar.Source is { } source)
            {
                var column = error.Line == 1 ? source.Column : source.NextColumn;
                Report(source.Line + error.Line - 1, column + error.Column - 1, error.Message);
            }
            else
            {
                Report(scalar, $"{error.Message} (line {error.Line}, column {error.Column} of this text)");
            }
        }
    }
}
