namespace Notifications.Rules.Trials;

/// <summary>What to try, on which events.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.TrialOrder")]
public sealed record TrialOrder
{
    /// <summary>The draft: a file of rules. Each replaces the rule of its key.</summary>
    [Id(0)] public required string Rules { get; init; }

    /// <summary>Whether the draft replaces all rules of the site; if not, those in force that it does not name stay.</summary>
    [Id(1)] public bool Only { get; init; }

    /// <summary>The first moment: a time such as <c>2026-11-23T08:00:00Z</c>, or how long ago, such as <c>7d</c>, <c>12h</c>, <c>30m</c>.</summary>
    [Id(2)] public string? From { get; init; }

    /// <summary>The moment after the last one, written likewise; now where it is left out.</summary>
    [Id(3)] public string? To { get; init; }

    /// <summary>Only events of these subjects; <c>jira:issue:ABC-*</c> stands for all that begin so.</summary>
    [Id(4)] public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>Only events of these types are counted.</summary>
    [Id(5)] public IReadOnlyList<string> Types { get; init; } = [];
}
