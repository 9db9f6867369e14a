using System.ComponentModel.DataAnnotations;

namespace Notifications.Live;

/// <summary>Bounds of the hub. Bound from the configuration section <c>Hub</c>.</summary>
public sealed class HubOptions : IValidatableObject
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Hub";

    /// <summary>Origins besides the gateway's own whose pages may connect, and call <c>/api/v1/me</c>, such as <c>https://jira.example.com</c>.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>The most sessions of one gateway; a further one is told to go elsewhere.</summary>
    [Range(1, 1_000_000)]
    public int MaxSessions { get; set; } = 15_000;

    /// <summary>The most subjects of one session.</summary>
    [Range(1, 1_000)]
    public int MaxSubjects { get; set; } = 20;

    /// <summary>The most messages that wait for one session; one more, and it has to resync.</summary>
    [Range(1, 100_000)]
    public int QueueCapacity { get; set; } = 128;

    /// <summary>The most calls that a session may make at once, and a person by REST; one more is told to come again.</summary>
    [Range(1, 10_000)]
    public int MaxCallsAtOnce { get; set; } = 60;

    /// <summary>How many calls a session may make in a second on end, and a person by REST.</summary>
    [Range(1, 10_000)]
    public int CallsPerSecond { get; set; } = 20;

    /// <summary>How long a connection may stay without attaching.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan AttachTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one message may take into a session's socket before the session is cut.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a gateway of a cluster, when it is asked to stop, says that it is not ready before it moves its sessions: what a load
    /// balancer needs to notice.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan DrainNotice { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Over how long it then tells its sessions, one after the other, to go to another gateway.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => AllowedOrigins
        .Where(origin => !IsOrigin(origin))
        .Select(origin => new ValidationResult(
            $"{Section}:{nameof(AllowedOrigins)}: '{origin}' is no origin, which is a scheme, a host and perhaps a port, without a slash after it, such as https://jira.example.com.",
            [nameof(AllowedOrigins)]));

    // As browsers send it; anything else would never be equal to that.
    private static bool IsOrigin(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase) && uri.UserInfo.Length == 0;
}
