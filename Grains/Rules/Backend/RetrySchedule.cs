namespace Notifications.Rules.Backend;

/// <summary>When a call that failed is tried again, and when it is given up.</summary>
internal static class RetrySchedule
{
    /// <summary>The most tries of one call.</summary>
    public const int MaxTries = 4;

    /// <summary>The longest that backend logic may ask to wait; Forge's bound.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(900);

    private const double Growth = 5;
    private const double Jitter = 0.2;

    public static BackendProgress After(Exception failure, int tries, TimeSpan delay, DateTimeOffset now)
    {
        if (failure is RetryLaterException { After: var after } && after > MaxRetryAfter)
            return GivenUp(tries, $"{failure.Message} It asks for {after.TotalSeconds:0} s; at most {MaxRetryAfter.TotalSeconds:0} s are waited.");
        if (tries >= MaxTries)
            return GivenUp(tries, failure.Message);
        var pause = failure is RetryLaterException later
            ? later.After
            : delay * Math.Pow(Growth, tries - 1) * (1 - Jitter + (2 * Jitter * Random.Shared.NextDouble()));
        return new BackendProgress(BackendCallState.Pending, tries, now + pause, failure.Message);
    }

    private static BackendProgress GivenUp(int tries, string error) => new(BackendCallState.Failed, tries, null, error);
}
