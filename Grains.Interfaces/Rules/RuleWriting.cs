namespace Notifications.Rules;

/// <summary>Who changes a rule, why, and on what condition.</summary>
/// <param name="Author">The name of the API key.</param>
/// <param name="Comment">What the author says about it.</param>
/// <param name="Expected">
/// The version that must be the newest; 0 where the rule must not be there; <see langword="null"/> for no condition.
/// </param>
[GenerateSerializer, Immutable]
[Alias("notifications.RuleWriting")]
public sealed record RuleWriting(
    [property: Id(0)] string Author, [property: Id(1)] string? Comment, [property: Id(2)] long? Expected);

/// <summary>What became of a change.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.RuleWritten")]
public sealed record RuleWritten
{
    /// <summary>What became of it.</summary>
    [Id(0)] public required RuleOutcome Outcome { get; init; }

    /// <summary>The newest version afterwards; <see langword="null"/> where the rule was never there.</summary>
    [Id(1)] public RuleVersion? Newest { get; init; }

    /// <summary>What is wrong with the text, for <see cref="RuleOutcome.Invalid"/>.</summary>
    [Id(2)] public IReadOnlyList<RuleTextError> Errors { get; init; } = [];

    /// <summary>The file that states the key, for <see cref="RuleOutcome.StatedByFile"/>.</summary>
    [Id(3)] public string? File { get; init; }
}

/// <summary>What became of a change of a rule.</summary>
[Alias("notifications.RuleOutcome")]
public enum RuleOutcome
{
    /// <summary>There is a new version, and it is in force.</summary>
    Written,

    /// <summary>The newest version says this already; nothing was written.</summary>
    Unchanged,

    /// <summary>The text has errors.</summary>
    Invalid,

    /// <summary>There is no such rule, or no such version of it.</summary>
    NotFound,

    /// <summary>A file states this key, and a key has one owner.</summary>
    StatedByFile,

    /// <summary>The newest version is not the expected one.</summary>
    NotExpected,

    /// <summary>The site has <see cref="RuleLimits.MaxRules"/> rules.</summary>
    TooMany,
}

/// <summary>An error in the text of a rule, and where; lines and columns count from 1.</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The column.</param>
/// <param name="Message">The cause, and what to write instead.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.RuleTextError")]
public sealed record RuleTextError([property: Id(0)] int Line, [property: Id(1)] int Column, [property: Id(2)] string Message);
