using System.ComponentModel.DataAnnotations;

namespace Notifications.Storage.Events;

/// <summary>How long the event log keeps events. Bound from the configuration section <c>Events:Retention</c>.</summary>
public sealed class EventRetentionOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Events:Retention";

    /// <summary>Whether old events are deleted at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long an event is kept after it was accepted. What is deleted would be no duplicate if it came again.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan Age { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How often old events are looked for; the first time at the start.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The most events that are deleted in one transaction.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 100;
}
