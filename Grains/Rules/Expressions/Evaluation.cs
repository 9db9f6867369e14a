namespace Notifications.Rules.Expressions;

/// <summary>What became of an expression's text: an expression, or the reasons why it is none.</summary>
internal sealed record ExpressionCompilation(Expression? Expression, IReadOnlyList<ExpressionError> Errors);

/// <summary>What an evaluation gave: a value where there is no error; and what it took.</summary>
internal readonly record struct Evaluation(Value Value, ExpressionError? Error, int Steps);

/// <summary>What an evaluation as text gave.</summary>
internal readonly record struct TextEvaluation(string Text, ExpressionError? Error);

/// <summary>What an evaluation gave, and how it came to it.</summary>
internal sealed record TracedEvaluation(Evaluation Evaluation, IReadOnlyList<TracedStep> Steps);
