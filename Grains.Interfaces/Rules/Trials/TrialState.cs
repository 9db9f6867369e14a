namespace Notifications.Rules.Trials;

/// <summary>How a trial stands.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.TrialState")]
public sealed record TrialState
{
    /// <summary>Identifies the trial within its site.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Where it is.</summary>
    [Id(1)] public required TrialStatus Status { get; init; }

    /// <summary>The events that were tried.</summary>
    [Id(2)] public long Done { get; init; }

    /// <summary>The events of the range; <see langword="null"/> while they are counted.</summary>
    [Id(3)] public long? Total { get; init; }

    /// <summary>What was found until now, in all rules together; <see langword="null"/> before the first event.</summary>
    [Id(4)] public TrialComparison? SoFar { get; init; }

    /// <summary>What was found, once the trial is done; of the events that were tried, where it was stopped.</summary>
    [Id(5)] public TrialReport? Result { get; init; }

    /// <summary>Why it was refused or failed.</summary>
    [Id(6)] public string? Problem { get; init; }

    /// <summary>What is wrong with the draft, each with its place.</summary>
    [Id(7)] public IReadOnlyList<DraftError> Errors { get; init; } = [];
}

/// <summary>Where a trial is.</summary>
[Alias("notifications.TrialStatus")]
public enum TrialStatus
{
    /// <summary>Its turn comes when another one ends.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has its result.</summary>
    Done,

    /// <summary>It was stopped before its end.</summary>
    Stopped,

    /// <summary>The event log could not be read.</summary>
    Failed,

    /// <summary>The order can't be carried out as it is; there is no trial.</summary>
    Refused,

    /// <summary>Too many trials wait; there is no trial.</summary>
    Busy,
}
