using Notifications.Live;
using Notifications.Subjects;

namespace Notifications.Users.Preferences;

/// <summary>A notification as preferences look at it.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.PreferenceQuestion")]
public sealed record PreferenceQuestion
{
    /// <summary>The rule that makes it.</summary>
    [Id(0)] public required string Rule { get; init; }

    /// <summary>The source of the event.</summary>
    [Id(1)] public required string Source { get; init; }

    /// <summary>What it is about.</summary>
    [Id(2)] public required Subject Subject { get; init; }

    /// <summary>The project or space in which that is.</summary>
    [Id(3)] public IReadOnlyList<Subject> Places { get; init; } = [];

    /// <summary>Why this person; none where only a viewer is told.</summary>
    [Id(4)] public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What sort of news it is.</summary>
    [Id(5)] public FlagType Type { get; init; }

    /// <summary>Whether preferences are passed over.</summary>
    [Id(6)] public bool Critical { get; init; }
}

/// <summary>What becomes of a notification, and why.</summary>
/// <param name="Show">Whether a flag is shown now.</param>
/// <param name="Keep">Whether the inbox has it, if the rule wants that.</param>
/// <param name="Cause">What decided.</param>
/// <param name="Explanation">The same for people: <c>muted because you muted jira:project:PLAT</c>.</param>
/// <param name="Until">When that ends by itself; <see langword="null"/> where it does not.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.EffectivePreference")]
public sealed record EffectivePreference(
    [property: Id(0)] bool Show, [property: Id(1)] bool Keep, [property: Id(2)] PreferenceCause Cause,
    [property: Id(3)] string Explanation, [property: Id(4)] DateTimeOffset? Until);

/// <summary>What decided about a notification.</summary>
[Alias("notifications.PreferenceCause")]
public enum PreferenceCause
{
    /// <summary>Nothing but the rule.</summary>
    Rule,

    /// <summary>The rule is critical: preferences are passed over.</summary>
    Critical,

    /// <summary>The subject is muted.</summary>
    MutedSubject,

    /// <summary>The project or space is muted.</summary>
    MutedPlace,

    /// <summary>A choice for the rule.</summary>
    RuleChoice,

    /// <summary>A choice for a reason.</summary>
    ReasonChoice,

    /// <summary>A choice for the source.</summary>
    SourceChoice,

    /// <summary>It is quiet now.</summary>
    Quiet,
}
