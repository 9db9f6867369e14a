namespace Notifications.Waking;

/// <summary>How a sweeper goes about it.</summary>
/// <param name="Interval">How often it looks.</param>
/// <param name="Rest">How long one is left alone that was woken in vain.</param>
internal sealed record SweepPace(TimeSpan Interval, TimeSpan Rest)
{
    /// <summary>Whether it looks at once when the silo starts, and not only after the first interval.</summary>
    public bool BeginsAtOnce { get; init; }

    /// <summary>The most that are woken together.</summary>
    public int MaxAtOnce { get; init; } = 100;

    /// <summary>The most that rest at a time.</summary>
    public int MaxResting { get; init; } = 1_000;
}
