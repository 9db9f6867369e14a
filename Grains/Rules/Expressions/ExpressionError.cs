namespace Notifications.Rules.Expressions;

/// <summary>What is wrong with an expression or its evaluation, and where; lines and columns count from 1.</summary>
internal sealed record ExpressionError(string Message, int Line, int Column)
{
    public override string ToString() => $"{Line}:{Column} {Message}";
}

/// <summary>
/// Carries an error out of a tree of nodes; it never leaves <see cref="Expression"/>. One that
/// <paramref name="isFinal"/> says that a budget is used up, and can't be caught.
/// </summary>
internal sealed class ExpressionException(string message, int line, int column, bool isFinal = false) : Exception(message)
{
    public ExpressionError Error => new(Message, line, column);

    public bool IsFinal => isFinal;
}
