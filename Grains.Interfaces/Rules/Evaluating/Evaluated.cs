using Notifications.Live;

namespace Notifications.Rules.Evaluating;

/// <summary>What an expression or rules gave.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.Evaluated")]
public sealed record Evaluated
{
    /// <summary>Why nothing was evaluated; <see langword="null"/> where it was.</summary>
    [Id(0)] public string? Problem { get; init; }

    /// <summary>What is wrong with the expression or the rules, each with its place.</summary>
    [Id(1)] public IReadOnlyList<DraftError> Errors { get; init; } = [];

    /// <summary>What the expression gave.</summary>
    [Id(2)] public EvaluatedExpression? Expression { get; init; }

    /// <summary>What each rule decided.</summary>
    [Id(3)] public IReadOnlyList<EvaluatedRule>? Rules { get; init; }
}

/// <summary>What an expression gave, and how.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.EvaluatedExpression")]
public sealed record EvaluatedExpression
{
    /// <summary>Its value as JSON, cut where it is long; <see langword="null"/> where it failed.</summary>
    [Id(0)] public string? Value { get; init; }

    /// <summary>The type of its value.</summary>
    [Id(1)] public string? Type { get; init; }

    /// <summary>Why it failed, and where.</summary>
    [Id(2)] public DraftError? Error { get; init; }

    /// <summary>How many steps it took of the 50,000 that it may.</summary>
    [Id(3)] public required int Steps { get; init; }

    /// <summary>What it costs at most, as a polynomial in the lengths of the lists that it goes through.</summary>
    [Id(4)] public required string Cost { get; init; }

    /// <summary>What each part of it gave, in the order in which they were done; at most <see cref="EvaluationOrder.MaxTraced"/>.</summary>
    [Id(5)] public required IReadOnlyList<EvaluatedStep> Trace { get; init; }

    /// <summary>Whether there is more than <see cref="Trace"/> holds.</summary>
    [Id(6)] public bool IsTraceCut { get; init; }
}

/// <summary>A part of an expression that was evaluated. Literals say their value themselves, and are left out.</summary>
/// <param name="Line">The line where it begins, or where its error is, from 1.</param>
/// <param name="Column">The column within the line, from 1.</param>
/// <param name="Text">The part as it is written, cut where it is long.</param>
/// <param name="Value">Its value as JSON, cut where it is long; <see langword="null"/> where it failed.</param>
/// <param name="Error">Why it failed.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.EvaluatedStep")]
public sealed record EvaluatedStep(
    [property: Id(0)] int Line,
    [property: Id(1)] int Column,
    [property: Id(2)] string Text,
    [property: Id(3)] string? Value,
    [property: Id(4)] string? Error);

/// <summary>What a rule decided of an event, and each thing that it depended on.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.EvaluatedRule")]
public sealed record EvaluatedRule
{
    /// <summary>The rule's key.</summary>
    [Id(0)] public required string Key { get; init; }

    /// <summary>The rule's version.</summary>
    [Id(1)] public required string Version { get; init; }

    /// <summary>What it decided.</summary>
    [Id(2)] public required RuleOutcome Outcome { get; init; }

    /// <summary>Each clause in the order in which it is asked, also those after one that is not met.</summary>
    [Id(3)] public required IReadOnlyList<EvaluatedClause> Clauses { get; init; }

    /// <summary>What the expression of its filter gave.</summary>
    [Id(4)] public EvaluatedExpression? Filter { get; init; }

    /// <summary>Whether everybody who has the subject open is shown the notification, or would be by the proposal.</summary>
    [Id(5)] public bool ToViewers { get; init; }

    /// <summary>The people who are notified by name or role, or would be by the proposal.</summary>
    [Id(6)] public IReadOnlyList<EvaluatedPerson> Chosen { get; init; } = [];

    /// <summary>The people who would be but caused the event themselves.</summary>
    [Id(7)] public IReadOnlyList<EvaluatedPerson> LeftOut { get; init; } = [];

    /// <summary>The notification as it reads; <see langword="null"/> where nobody is told, or <see cref="Asks"/> says what.</summary>
    [Id(8)] public Flag? Notification { get; init; }

    /// <summary>What could not be rendered, in which part and where in it.</summary>
    [Id(9)] public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The clause for which it does not match; <see langword="null"/> where it matches, failed, or never was for this event.</summary>
    [Id(10)] public string? Unmet { get; init; }

    /// <summary>The backend logic that says what is told, written <c>function:key</c> or <c>endpoint:key</c>; it is not asked here.</summary>
    [Id(11)] public string? Asks { get; init; }

    /// <summary>What the rule proposes to <see cref="Asks"/>, which may tell it or something else.</summary>
    [Id(12)] public Flag? Proposal { get; init; }
}

/// <summary>What a rule decided.</summary>
[Alias("notifications.EvaluatedOutcome")]
public enum RuleOutcome
{
    /// <summary>The event matches.</summary>
    Matched,

    /// <summary>A clause of the filter is not met.</summary>
    NotMatched,

    /// <summary>The source's own app caused the event, and the rule ignores that.</summary>
    IgnoredSelf,

    /// <summary>The filter failed, and the rule ignores events of which it can't tell.</summary>
    FilterFailed,

    /// <summary>The rule is for events of other sources or types.</summary>
    NotForThisEvent,
}

/// <summary>One thing that a rule asks of an event.</summary>
/// <param name="Clause">Its key in the rule, such as <c>events</c>, <c>ignoreSelf</c>, <c>changed</c>, <c>expression</c>.</param>
/// <param name="Met">Whether it is met; <see langword="null"/> where it failed.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.EvaluatedClause")]
public sealed record EvaluatedClause([property: Id(0)] string Clause, [property: Id(1)] bool? Met);

/// <summary>A person and why.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.EvaluatedPerson")]
public sealed record EvaluatedPerson([property: Id(0)] string Person, [property: Id(1)] IReadOnlyList<string> Reasons);
