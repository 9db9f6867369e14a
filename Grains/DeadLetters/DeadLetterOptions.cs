using System.ComponentModel.DataAnnotations;

namespace Notifications.DeadLetters;

/// <summary>How many dead letters are kept, and for how long. Bound from the configuration section <c>DeadLetters</c>.</summary>
public sealed class DeadLetterOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "DeadLetters";

    /// <summary>The most of one site; the oldest go first.</summary>
    [Range(1, 100_000)]
    public int MaxPerSite { get; set; } = 1_000;

    /// <summary>How long one is kept after it ended there the last time.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(30);
}
