namespace Notifications.Tokens;

/// <summary>A public key whose tokens the gateway takes, and for which sites.</summary>
public sealed class TrustedKeyOptions
{
    /// <summary>PEM file of a public ES256 key; a relative path starts at the content root.</summary>
    public string File { get; set; } = "";

    /// <summary>The sites that the key may sign for; one that names none is refused at start.</summary>
    public IList<string> Sites { get; } = [];
}
