namespace Notifications.Rules;

/// <summary>The rules of a site as one silo has them in force.</summary>
/// <param name="Rules">What is in force, and what was written by API and is not.</param>
/// <param name="Files">How the files stand that speak of this site.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.RuleOverview")]
public sealed record RuleOverview(
    [property: Id(0)] IReadOnlyList<RuleInForce> Rules, [property: Id(1)] IReadOnlyList<RuleFileState> Files);

/// <summary>One rule and where it comes from.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.RuleInForce")]
public sealed record RuleInForce
{
    /// <summary>Its key.</summary>
    [Id(0)] public required string Key { get; init; }

    /// <summary>A hash of what it says, by which decisions name it; <see langword="null"/> where it has errors.</summary>
    [Id(1)] public string? Hash { get; init; }

    /// <summary>The types of event that it is for.</summary>
    [Id(2)] public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>The file that states it; <see langword="null"/> where it was written by API.</summary>
    [Id(3)] public string? File { get; init; }

    /// <summary>The line of that file where it begins.</summary>
    [Id(4)] public int? Line { get; init; }

    /// <summary>Its version where it was written by API.</summary>
    [Id(5)] public long? Version { get; init; }

    /// <summary>Who wrote that version.</summary>
    [Id(6)] public string? Author { get; init; }

    /// <summary>When it was written.</summary>
    [Id(7)] public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>Why it is not in force, such as a text that an earlier version of this product took; empty where it is.</summary>
    [Id(8)] public IReadOnlyList<RuleTextError> Errors { get; init; } = [];

    /// <summary>What its filter costs, as a polynomial of the lists that it goes through; <see langword="null"/> without an expression.</summary>
    [Id(9)] public string? Complexity { get; init; }

    /// <summary>What of it has no effect, as a function that is not known; it is in force all the same.</summary>
    [Id(10)] public IReadOnlyList<RuleTextError> Warnings { get; init; } = [];
}

/// <summary>How a file of rules stands.</summary>
/// <param name="File">Its name.</param>
/// <param name="Rules">How many of its rules are in force.</param>
/// <param name="LoadedAt">When the text that is in force was loaded; <see langword="null"/> where none ever was.</param>
/// <param name="Errors">Why its present text is not in force; empty where it is.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.RuleFileState")]
public sealed record RuleFileState(
    [property: Id(0)] string File, [property: Id(1)] int Rules, [property: Id(2)] DateTimeOffset? LoadedAt,
    [property: Id(3)] IReadOnlyList<RuleTextError> Errors);
