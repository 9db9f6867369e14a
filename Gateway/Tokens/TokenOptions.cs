using System.ComponentModel.DataAnnotations;

namespace Notifications.Tokens;

/// <summary>Which realtime tokens the gateway takes. Bound from the configuration section <c>Tokens</c>.</summary>
public sealed class TokenOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Tokens";

    /// <summary>The issuer that a token must name.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Issuer { get; set; } = "notifications";

    /// <summary>The audience that a token must name.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Audience { get; set; } = "notifications";

    /// <summary>
    /// PEM file of our own ES256 key; made at the first start. A relative path starts at the content root.
    /// </summary>
    [Required(AllowEmptyStrings = false)]
    public string SigningKeyFile { get; set; } = "data/token-key.pem";

    /// <summary>Whether a signing key is made where the file is missing. It never is by the gateways of a cluster, which share one.</summary>
    public bool MakeSigningKey { get; set; } = true;

    /// <summary>Further keys whose tokens are taken, such as those of an enterprise's own token server.</summary>
    public IList<TrustedKeyOptions> TrustedKeys { get; } = [];

    /// <summary>How far ahead of ours the clock of a token's server may be. An expired token is expired.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);
}
