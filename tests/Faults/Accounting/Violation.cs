namespace Notifications.Tests.Faults.Accounting;

/// <summary>What must never be.</summary>
internal enum Breach
{
    /// <summary>It was acknowledged and is not there.</summary>
    Lost,

    /// <summary>It is there more than once.</summary>
    Double,

    /// <summary>It is there and was refused, or never sent.</summary>
    Unasked,

    /// <summary>Somebody has it who is no recipient.</summary>
    Foreign,

    /// <summary>An older state stands where a newer one was acknowledged.</summary>
    Stale,

    /// <summary>What was acknowledged first stands after what was sent later.</summary>
    OutOfOrder,

    /// <summary>Sequences that are missing, repeated or beyond the end.</summary>
    Gap,

    /// <summary>One sequence was told as two different changes.</summary>
    Forked,

    /// <summary>A session was shown the same twice.</summary>
    ShownTwice,

    /// <summary>A count is not that of the items.</summary>
    WrongCount,

    /// <summary>A view holds something else than its items.</summary>
    WrongView,

    /// <summary>An operation that was answered does not hold.</summary>
    Undone,

    /// <summary>A session stands elsewhere than the inbox when all is quiet.</summary>
    Behind,
}

/// <summary>A breach, with all that is known of it.</summary>
internal sealed record Violation(Breach Breach, string User, string What)
{
    public override string ToString() => $"{Breach}: {User}: {What}";
}
