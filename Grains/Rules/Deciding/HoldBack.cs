namespace Notifications.Rules.Deciding;

/// <summary>How a rule wants a notification held back, its keys filled in.</summary>
internal sealed record HoldBack(ThrottleBy? Throttle, DigestBy? Digest);

/// <summary>At most <paramref name="Limit"/> of the key within the period, for each recipient.</summary>
internal sealed record ThrottleBy(string Key, int Limit, TimeSpan Period);

/// <summary>Those of the key that follow the first within the window are told together.</summary>
internal sealed record DigestBy(string Key, TimeSpan Window);

/// <summary>Somebody from whom a notification was held back, and what did it.</summary>
/// <param name="User">The user; empty for the viewers who are not named.</param>
/// <param name="By">What held it back.</param>
internal sealed record Withheld(string User, WithheldBy By)
{
    /// <summary>Stands where a user would for all viewers who are not named: they count as one recipient.</summary>
    public const string Viewers = "";
}

/// <summary>What holds notifications back.</summary>
internal enum WithheldBy
{
    /// <summary>It is counted, and not told.</summary>
    Throttle,

    /// <summary>It is told at the end of its window.</summary>
    Digest,
}
