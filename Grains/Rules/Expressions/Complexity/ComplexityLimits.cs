namespace Notifications.Rules.Expressions.Complexity;

/// <summary>Forge's limits for what a filter may cost, told from its text alone.</summary>
internal static class ComplexityLimits
{
    /// <summary>Different lists that functions are applied to.</summary>
    public const int Variables = 3;

    /// <summary>Terms of the polynomial, the constant one not counted.</summary>
    public const int Combinations = 3;

    /// <summary>Lists that are multiplied in one term: how deep functions over lists are nested.</summary>
    public const int VariablesPerCombination = 3;

    /// <summary>Operations that don't depend on the length of a list, and those for each item of one.</summary>
    public const int Constant = 10_000;
}
