namespace Notifications.Rules.Trials;

/// <summary>What draft rules would have done with past events, beside what is in force. The same log and rules give the same report.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.TrialReport")]
public sealed record TrialReport
{
    /// <summary>One line: <c>41 people, 7 new, 12 fewer</c>.</summary>
    [Id(0)] public required string Summary { get; init; }

    /// <summary>The first moment of the range.</summary>
    [Id(1)] public required DateTimeOffset From { get; init; }

    /// <summary>The moment after the last one.</summary>
    [Id(2)] public required DateTimeOffset To { get; init; }

    /// <summary>The events that were counted.</summary>
    [Id(3)] public required long Events { get; init; }

    /// <summary>Their subjects.</summary>
    [Id(4)] public required int Subjects { get; init; }

    /// <summary>Events of the range that were passed over because the product itself had recorded them.</summary>
    [Id(5)] public required long OwnEvents { get; init; }

    /// <summary>All rules together.</summary>
    [Id(6)] public required TrialComparison All { get; init; }

    /// <summary>Each rule that is in force or in the draft, in the order of the keys.</summary>
    [Id(7)] public required IReadOnlyList<RuleTrial> Rules { get; init; }

    /// <summary>Notifications that only the draft makes; the first of them in the order of the log.</summary>
    [Id(8)] public required IReadOnlyList<TrialExample> New { get; init; }

    /// <summary>Notifications that only the rules in force make; the first of them in the order of the log.</summary>
    [Id(9)] public required IReadOnlyList<TrialExample> Lost { get; init; }

    /// <summary>The bounds that were reached, and what is left out for it; empty where the report is whole.</summary>
    [Id(10)] public required IReadOnlyList<string> Bounds { get; init; }

    /// <summary>What the figures can't tell.</summary>
    [Id(11)] public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>The draft beside what is in force.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.TrialComparison")]
public sealed record TrialComparison
{
    /// <summary>What the draft would have done.</summary>
    [Id(0)] public required TrialCounts Draft { get; init; }

    /// <summary>What the rules in force would have done.</summary>
    [Id(1)] public required TrialCounts InForce { get; init; }

    /// <summary>People whom only the draft notifies.</summary>
    [Id(2)] public required int PeopleNew { get; init; }

    /// <summary>People whom only the rules in force notify.</summary>
    [Id(3)] public required int PeopleFewer { get; init; }

    /// <summary>Notifications that only the draft makes.</summary>
    [Id(4)] public required long NotificationsNew { get; init; }

    /// <summary>Notifications that only the rules in force make.</summary>
    [Id(5)] public required long NotificationsLost { get; init; }
}

/// <summary>What rules would have done.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.TrialCounts")]
public sealed record TrialCounts
{
    /// <summary>Events that matched.</summary>
    [Id(0)] public required long Events { get; init; }

    /// <summary>Different people who would have been notified by name or role.</summary>
    [Id(1)] public required int People { get; init; }

    /// <summary>Notifications, counted once for each person.</summary>
    [Id(2)] public required long Notifications { get; init; }

    /// <summary>Events that would have shown a flag to whoever looked.</summary>
    [Id(3)] public required long ViewerFlags { get; init; }

    /// <summary>Events for which a filter failed.</summary>
    [Id(4)] public required long FilterFailures { get; init; }

    /// <summary>Events for which backend logic would have been asked what to tell; nobody is counted for them.</summary>
    [Id(5)] public required long AsksBackend { get; init; }
}

/// <summary>One rule's part in a trial.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.RuleTrial")]
public sealed record RuleTrial
{
    /// <summary>The rule's key.</summary>
    [Id(0)] public required string Key { get; init; }

    /// <summary>The version in the draft; <see langword="null"/> where the rule would be gone.</summary>
    [Id(1)] public string? DraftVersion { get; init; }

    /// <summary>The version in force; <see langword="null"/> where the rule is new.</summary>
    [Id(2)] public string? InForceVersion { get; init; }

    /// <summary>Its figures.</summary>
    [Id(3)] public required TrialComparison Figures { get; init; }

    /// <summary>The first event for which the draft's filter failed.</summary>
    [Id(4)] public TrialFailure? Failure { get; init; }
}

/// <summary>A notification that one side makes and the other does not.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.TrialExample")]
public sealed record TrialExample
{
    /// <summary>The event's source.</summary>
    [Id(0)] public required string Source { get; init; }

    /// <summary>The event's id within its source.</summary>
    [Id(1)] public required string EventId { get; init; }

    /// <summary>When the log took the event.</summary>
    [Id(2)] public required DateTimeOffset Accepted { get; init; }

    /// <summary>What it is about.</summary>
    [Id(3)] public required string Subject { get; init; }

    /// <summary>The rule's key.</summary>
    [Id(4)] public required string Rule { get; init; }

    /// <summary>The person.</summary>
    [Id(5)] public required string Person { get; init; }

    /// <summary>Why this person.</summary>
    [Id(6)] public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The notification's title.</summary>
    [Id(7)] public required string Title { get; init; }
}

/// <summary>An event for which a filter failed, and where in the filter.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.TrialFailure")]
public sealed record TrialFailure
{
    /// <summary>The event's source.</summary>
    [Id(0)] public required string Source { get; init; }

    /// <summary>The event's id within its source.</summary>
    [Id(1)] public required string EventId { get; init; }

    /// <summary>What it is about.</summary>
    [Id(2)] public required string Subject { get; init; }

    /// <summary>What went wrong.</summary>
    [Id(3)] public required string Message { get; init; }

    /// <summary>The line within the filter, from 1.</summary>
    [Id(4)] public required int Line { get; init; }

    /// <summary>The column within the line, from 1.</summary>
    [Id(5)] public required int Column { get; init; }
}
