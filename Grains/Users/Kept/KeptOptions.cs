using System.ComponentModel.DataAnnotations;

namespace Notifications.Users.Kept;

/// <summary>What is kept for those who are away. Bound from the configuration section <c>Kept</c>.</summary>
public sealed class KeptOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Kept";

    /// <summary>How long after its event a flag of <c>keep: whenAway</c> may be acknowledged; then it is in the inbox.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AwayAfter { get; set; } = TimeSpan.FromSeconds(10);
}
