namespace Notifications.Rules.Expressions;

/// <summary>What an expression may cost.</summary>
internal static class ExpressionLimits
{
    /// <summary>Characters of an expression's text.</summary>
    public const int Length = 10_000;

    /// <summary>Levels of an expression's tree; the evaluator recurses once for each.</summary>
    public const int Depth = 250;

    /// <summary>Nodes evaluated, plus a share for reading long texts, wide maps and far items.</summary>
    public const int Steps = 50_000;

    /// <summary>UTF-16 units of text that one evaluation may make.</summary>
    public const int ProducedText = 1 << 20;

    /// <summary>Characters of text that are read for one step.</summary>
    public const int TextPerStep = 256;

    /// <summary>Members or items that are passed over for one step.</summary>
    public const int ItemsPerStep = 64;

    /// <summary>Variables in scope: the given ones and the parameters of nested arrow functions.</summary>
    public const int Variables = EvaluationSlots.Length;
}
