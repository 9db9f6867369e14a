namespace Notifications.Rules;

/// <summary>One version of a rule that was written by API. Versions of a key count from 1 and are kept for ever.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.RuleVersion")]
public sealed record RuleVersion
{
    /// <summary>The rule's key, unique within its site.</summary>
    [Id(0)] public required string Key { get; init; }

    /// <summary>Its number.</summary>
    [Id(1)] public required long Version { get; init; }

    /// <summary>Whether this version takes the rule out of force.</summary>
    [Id(2)] public required bool Deleted { get; init; }

    /// <summary>The text as it was sent; <see langword="null"/> where <see cref="Deleted"/>, and in lists of versions.</summary>
    [Id(3)] public string? Text { get; init; }

    /// <summary>The name of the API key that wrote it.</summary>
    [Id(4)] public required string Author { get; init; }

    /// <summary>When it was written.</summary>
    [Id(5)] public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>What the author said about it.</summary>
    [Id(6)] public string? Comment { get; init; }
}

/// <summary>The bounds of rules that are written by API.</summary>
public static class RuleLimits
{
    /// <summary>The most rules of one site.</summary>
    public const int MaxRules = 5_000;

    /// <summary>The most characters of a rule's text.</summary>
    public const int MaxText = 64 * 1024;

    /// <summary>The most characters of a key.</summary>
    public const int MaxKey = 100;

    /// <summary>The most characters of a comment.</summary>
    public const int MaxComment = 500;

    /// <summary>The most versions that one list of versions holds.</summary>
    public const int MaxListedVersions = 200;
}
