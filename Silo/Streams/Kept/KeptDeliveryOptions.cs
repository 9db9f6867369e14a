using System.ComponentModel.DataAnnotations;
using Notifications.Users.Kept;

namespace Notifications.Streams.Kept;

/// <summary>How kept notifications are delivered. Bound from the configuration section <c>Kept:Delivery</c>.</summary>
public sealed class KeptDeliveryOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Kept:Delivery";

    private const int TriesInPlace = 3;

    /// <summary>How many queues the users are spread over. The same for all silos; it can be changed, no row depends on it.</summary>
    [Range(1, KeptSlots.Count)]
    public int Queues { get; set; } = 8;

    /// <summary>The most rows of a queue that are on their way at a time.</summary>
    [Range(1, 100_000)]
    public int MaxOnTheWay { get; set; } = 1_000;

    /// <summary>The most rows of a user that are on their way at a time, so that one does not hold up the others.</summary>
    [Range(1, 100_000)]
    public int MaxOfUser { get; set; } = 100;

    /// <summary>How often a delivery is tried before it ends as a dead letter.</summary>
    [Range(1, 100)]
    public int MaxTries { get; set; } = 5;

    /// <summary>
    /// The pause after the third try; after each of the others it is five times as long. Before that it is tried again in its place,
    /// ahead of what came after it: its user context may be on the move.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two tries.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a queue is looked at that nobody was told of.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>When what was handed over and never answered for is handed over again; longer than any call takes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The pause after a delivery failed so many times; <see langword="null"/> where it keeps its place.</summary>
    internal TimeSpan? PauseAfter(int tries) => tries < TriesInPlace
        ? null
        : TimeSpan.FromTicks((long)Math.Min(FirstPause.Ticks * Math.Pow(5, tries - TriesInPlace), LongestPause.Ticks));
}
