namespace Notifications.Rules.Expressions;

/// <summary>What an expression may cost.</summary>
internal static class ExpressionLimits
{
    /// <summary>Characters of an expression's text.</summary>
    public const int Length = 10_000;

    /// <summary>
    /// Levels of an expression's tree, and levels that running functions may add to them; the evaluator recurses once
    /// for each.
    /// </summary>
    public const int Depth = 250;

    /// <summary>Nodes evaluated, plus a share for reading long texts, wide maps and far items.</summary>
    public const int Steps = 50_000;

    /// <summary>UTF-16 units of text that one evaluation may make.</summary>
    public const int ProducedText = 1 << 20;

    /// <summary>Items of lists and members of maps that one evaluation may make; a member counts as two.</summary>
    public const int ProducedItems = 250_000;

    /// <summary>Characters of text that are read for one step.</summary>
    public const int TextPerStep = 256;

    /// <summary>Members or items that are passed over or copied for one step.</summary>
    public const int ItemsPerStep = 64;

    /// <summary>Steps that it takes to catch an error: unwinding the stack is dear.</summary>
    public const int CaughtError = 250;

    /// <summary>Variables in scope within one function, or outside of all.</summary>
    public const int Variables = ManySlots.Length;

    /// <summary>Characters of an error's message.</summary>
    public const int Message = 1_000;

    /// <summary>Regular expressions in one expression; each is compiled when it is loaded.</summary>
    public const int Patterns = 50;
}
