using Notifications.Live;

namespace Notifications.Users.Preferences;

/// <summary>How a user wants to be told. What is not said here is as the rule says.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.UserPreferences")]
public sealed record UserPreferences
{
    /// <summary>The most entries of <see cref="Choices"/> and of <see cref="Mutes"/>.</summary>
    public const int MaxEntries = 500;

    /// <summary>A user who has said nothing.</summary>
    public static readonly UserPreferences None = new();

    /// <summary>By rule, reason and source.</summary>
    [Id(0)] public IReadOnlyList<PreferenceChoice> Choices { get; init; } = [];

    /// <summary>Of which subjects and places nothing is told.</summary>
    [Id(1)] public IReadOnlyList<Mute> Mutes { get; init; } = [];

    /// <summary>When no flag is shown.</summary>
    [Id(2)] public QuietHours? Quiet { get; init; }
}

/// <summary>What a user wants of a rule, for a reason, or of a source.</summary>
/// <param name="Scope">What <paramref name="Key"/> is.</param>
/// <param name="Key">The rule's key, the reason, or the source's name.</param>
/// <param name="Show">Whether flags are shown; <see langword="null"/> where another choice says it.</param>
/// <param name="Keep">Whether it is kept in the inbox; <see langword="null"/> where another choice says it.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.PreferenceChoice")]
public sealed record PreferenceChoice(
    [property: Id(0)] PreferenceScope Scope, [property: Id(1)] string Key, [property: Id(2)] bool? Show, [property: Id(3)] bool? Keep);

/// <summary>What a choice is about. The first of them that says something counts.</summary>
[Alias("notifications.PreferenceScope")]
public enum PreferenceScope
{
    /// <summary>One rule.</summary>
    Rule,

    /// <summary>A reason, such as <c>mentioned</c>; where there are several, one that wants it is enough.</summary>
    Reason,

    /// <summary>A source.</summary>
    Source,
}

/// <summary>Nothing is told of a subject, or of everything in a place.</summary>
/// <param name="Subject">The subject, or the project or space: <c>jira:issue:ABC-12</c>, <c>jira:project:ABC</c>.</param>
/// <param name="Until">When that ends; <see langword="null"/> for never.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.Mute")]
public sealed record Mute([property: Id(0)] string Subject, [property: Id(1)] DateTimeOffset? Until);

/// <summary>When no flag is shown: flags are held, the inbox is filled, and one digest follows.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.QuietHours")]
public sealed record QuietHours
{
    /// <summary>The user's zone by its IANA name, such as <c>Europe/Berlin</c>.</summary>
    [Id(0)] public required string TimeZone { get; init; }

    /// <summary>The quiet times of a week.</summary>
    [Id(1)] public required IReadOnlyList<QuietTime> Times { get; init; }

    /// <summary>Flags of this sort and worse are shown all the same; <see langword="null"/> for none.</summary>
    [Id(2)] public FlagType? Except { get; init; }
}

/// <summary>A time of day on some days of the week, by the clock on the user's wall.</summary>
/// <param name="Days">The days on which it begins.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends; on the next day where that is not later than <paramref name="From"/>.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.QuietTime")]
public sealed record QuietTime(
    [property: Id(0)] IReadOnlyList<DayOfWeek> Days, [property: Id(1)] TimeOnly From, [property: Id(2)] TimeOnly To);
