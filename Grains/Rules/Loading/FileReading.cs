using Notifications.Rules.Expressions;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Loading;

/// <summary>The reading of one file: collects every error, so that its author sees all of them at once.</summary>
internal class FileReading(string file)
{
    private readonly List<RuleFileError> _errors = [];

    public IReadOnlyList<RuleFileError> Errors => _errors;

    public void Report(int line, int column, string message) => _errors.Add(new RuleFileError(file, line, column, message));

    public void Report(YamlNode at, string message) => Report(at.Line, at.Column, message);

    /// <summary>Compiles an expression that a file holds; its errors are given places in the file.</summary>
    public virtual Expression? Compile(YamlScalar scalar)
    {
        var compilation = Expression.Compile(scalar.Value, RuleVariables.Names);
        Report(scalar, compilation.Errors);
        return compilation.Expression;
    }

    /// <summary>Compiles a template that a file holds; its errors are given places in the file.</summary>
    public virtual TextTemplate? CompileText(YamlScalar scalar)
    {
        var compilation = TextTemplate.Compile(scalar.Value, RuleVariables.Names);
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
