namespace Notifications.Rules.Holding;

/// <summary>How much one subject holds back. What would go beyond is sent.</summary>
internal static class HoldingLimits
{
    /// <summary>Counts of throttles: one for each rule, key and recipient.</summary>
    public const int Allowances = 1_000;

    /// <summary>Open windows of digests.</summary>
    public const int Windows = 500;

    /// <summary>Recipients of all open windows together.</summary>
    public const int Recipients = 5_000;

    /// <summary>Notifications that one digest lists; the rest is counted.</summary>
    public const int Listed = 100;

    /// <summary>Bytes of what all windows hold: their texts and the data of their events.</summary>
    public const int HeldBytes = 4 * 1024 * 1024;

    /// <summary>What rules held back of the newest events, for a ring that is made anew; of older ones it shows nothing.</summary>
    public const int Verdicts = 1_000;

    /// <summary>And of older ones that are not dispatched yet, all together: of what is older still nothing is told.</summary>
    public const int MaxVerdicts = 5_000;

    /// <summary>Characters of a key.</summary>
    public const int Key = 200;
}
