using System.ComponentModel.DataAnnotations;

namespace Notifications.Live;

/// <summary>Bounds of the live lane at the event grains. Bound from the configuration section <c>Live</c>.</summary>
public sealed class LiveOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Live";

    /// <summary>The most events whose flags a subject remembers for views that return.</summary>
    [Range(1, 10_000)]
    public int RingCapacity { get; set; } = 128;

    /// <summary>How long a subject remembers flags for views that return.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RingWindow { get; set; } = TimeSpan.FromMinutes(10);
}
