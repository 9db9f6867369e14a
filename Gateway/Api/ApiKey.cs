namespace Notifications.Api;

/// <summary>A configured caller of the API. It holds hashes only: what is not there can't be logged.</summary>
internal sealed class ApiKey
{
    /// <summary>Its name in configuration, and the author of what it writes.</summary>
    public required string Name { get; init; }

    /// <summary>The one tenant that it reads and writes.</summary>
    public required string Site { get; init; }

    /// <summary>What it may do.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>SHA-256 of each secret that is valid now.</summary>
    public required IReadOnlyList<byte[]> SecretHashes { get; init; }
}
