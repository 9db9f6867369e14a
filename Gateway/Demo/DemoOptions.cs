namespace Notifications.Demo;

/// <summary>The demo. Bound from the configuration section <c>Demo</c>.</summary>
public sealed class DemoOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Demo";

    /// <summary>
    /// Whether the demo pages may sign in as anybody and send web hooks. Never where real people are.
    /// </summary>
    public bool Enabled { get; set; }
}
