namespace Notifications.Rules.Expressions;

/// <summary>What several evaluations may spend together, as much as one alone: each goes on from those before it.</summary>
internal sealed class EvaluationBudget
{
    /// <summary>What was spent so far.</summary>
    public (int Steps, int Text, int Items) Spent { get; private set; }

    /// <summary>Whether no step is left: nothing is evaluated any more.</summary>
    public bool IsUsedUp => Spent.Steps >= ExpressionLimits.Steps;

    /// <summary>Goes on from what an evaluation spent.</summary>
    public void Return((int Steps, int Text, int Items) spent) => Spent = spent;

    /// <summary>Pays for an evaluation that failed: many of them would be dear, however few steps each takes.</summary>
    public void PayForError() =>
        Spent = Spent with { Steps = Math.Min(Spent.Steps + ExpressionLimits.CaughtError, ExpressionLimits.Steps) };
}
