using Notifications.Subjects;

namespace Notifications.Api;

/// <summary>One API key as configuration has it, under <c>ApiKeys:{name}</c>. <see cref="ApiKey"/> is what it means.</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>What is sent as bearer token. Two while one replaces the other.</summary>
    public IList<string> Secrets { get; set; } = [];

    /// <summary>The same as SHA-256 in hexadecimal digits, where no clear text is to be in the configuration.</summary>
    public IList<string> SecretHashes { get; set; } = [];

    /// <summary>The tenant that the key reads and writes.</summary>
    public string Site { get; set; } = SiteName.Default;

    /// <summary>Some of <see cref="ApiRoles"/>.</summary>
    public IList<string> Roles { get; set; } = [];
}

/// <summary>The root of configuration, as far as it speaks of API keys.</summary>
internal sealed class ApiKeysOptions
{
    /// <summary>The keys by name.</summary>
    public IDictionary<string, ApiKeyOptions> ApiKeys { get; set; } = new Dictionary<string, ApiKeyOptions>(StringComparer.Ordinal);
}
