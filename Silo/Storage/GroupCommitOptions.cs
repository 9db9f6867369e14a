using System.ComponentModel.DataAnnotations;

namespace Notifications.Storage;

/// <summary>Bounds of the writer that many share. Bound from the configuration section <c>Storage:GroupCommit</c>.</summary>
public sealed class GroupCommitOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Storage:GroupCommit";

    /// <summary>The most writes in one transaction.</summary>
    [Range(1, 10_000)]
    public int MaxBatch { get; set; } = 256;

    /// <summary>The most writes that wait for a transaction; beyond it the store answers that it is unavailable.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; set; } = 10_000;

    /// <summary>How long a write is tried again that others hold up by a lock; meanwhile the others go on.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan HeldUpFor { get; set; } = TimeSpan.FromSeconds(5);
}
