using System.ComponentModel.DataAnnotations;

namespace Notifications.Hosting;

/// <summary>Whether the process can be measured from outside. Bound from the configuration section <c>Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Telemetry";

    /// <summary>
    /// The port of <c>/metrics</c>, on which nothing else is answered; none where it is left out. Whoever reaches it may read it, so it
    /// is not one that browsers or senders of hooks reach.
    /// </summary>
    [Range(1, 65_535)]
    public int? MetricsPort { get; set; }
}
