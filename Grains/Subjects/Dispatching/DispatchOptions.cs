using System.ComponentModel.DataAnnotations;

namespace Notifications.Subjects.Dispatching;

/// <summary>Bounds of what follows from accepted events. Bound from the configuration section <c>Dispatch</c>.</summary>
public sealed class DispatchOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Dispatch";

    /// <summary>The most events of one subject that are accepted and not dispatched; beyond it the subject takes no more.</summary>
    [Range(1, 100_000)]
    public int MaxInHand { get; set; } = 1_000;

    /// <summary>How long an event may be on its way before its subject is asked about it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often overdue events are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);
}
