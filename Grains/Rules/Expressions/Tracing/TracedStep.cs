namespace Notifications.Rules.Expressions;

/// <summary>
/// A part of an expression that was evaluated: its text, and its value as JSON or the error that it failed with. Long
/// texts and values are cut.
/// </summary>
internal sealed record TracedStep(int Line, int Column, string Text, string? Value, ExpressionError? Error);
