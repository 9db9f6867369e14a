namespace Notifications.Sources;

/// <summary>One source as configuration has it, under <c>Sources:{name}</c>. <see cref="Source"/> is what it means.</summary>
internal sealed class SourceOptions
{
    /// <summary><c>jira</c>, <c>confluence</c> or <c>cloudevents</c>.</summary>
    public string? Kind { get; set; }

    /// <summary>The tenant that the source belongs to.</summary>
    public string Site { get; set; } = "default";

    /// <summary>What its hooks are signed with. Two while one replaces the other; none means that every hook is refused.</summary>
    public IList<string> Secrets { get; set; } = [];

    /// <summary>Where the product is, for links and for its REST API.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Account id, user name or key of our own account in that product; what it does is self-generated.</summary>
    public string? AppAccount { get; set; }
}

/// <summary>The root of configuration, as far as it speaks of sources.</summary>
internal sealed class SourcesOptions
{
    /// <summary>The sources by name.</summary>
    public IDictionary<string, SourceOptions> Sources { get; set; } = new Dictionary<string, SourceOptions>(StringComparer.Ordinal);
}
