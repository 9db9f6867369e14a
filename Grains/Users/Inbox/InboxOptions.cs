using System.ComponentModel.DataAnnotations;

namespace Notifications.Users.Inbox;

/// <summary>Bounds of inboxes. Bound from the configuration section <c>Inbox</c>.</summary>
public sealed class InboxOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Inbox";

    /// <summary>How long a notification stays that is not saved.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(365);

    /// <summary>The most notifications of one inbox; beyond it the oldest that are not saved go.</summary>
    [Range(1, 10_000_000)]
    public int MaxItems { get; set; } = 100_000;

    /// <summary>The most notifications that one write changes: more are changed part by part, and what others write gets in between.</summary>
    [Range(1, 10_000)]
    public int MaxAtOnce { get; set; } = 1_000;

    /// <summary>The most notifications of one inbox that are saved; they are beside <see cref="MaxItems"/>.</summary>
    [Range(0, 10_000)]
    public int MaxSaved { get; set; } = 5_000;

    /// <summary>The most changes that a user context remembers for sessions that return.</summary>
    [Range(1, 10_000)]
    public int RingCapacity { get; set; } = 64;

    /// <summary>How long it remembers them.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RingWindow { get; set; } = TimeSpan.FromMinutes(10);
}
