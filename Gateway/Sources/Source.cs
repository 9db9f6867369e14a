namespace Notifications.Sources;

/// <summary>A configured origin of events within a site.</summary>
internal sealed record Source
{
    /// <summary>Its name in the address of its hooks and in its subjects.</summary>
    public required string Name { get; init; }

    /// <summary>Whose hooks it sends.</summary>
    public required SourceKind Kind { get; init; }

    /// <summary>The tenant that it belongs to.</summary>
    public required string Site { get; init; }

    /// <summary>Any of these may have signed a hook.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Where the product is; <see langword="null"/> where nobody said.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Our own account in that product, under whichever name it was configured.</summary>
    public string? AppAccount { get; init; }

    /// <summary>Keeps secrets out of logs.</summary>
    public override string ToString() => $"{Name} ({Kind}, site {Site})";
}
