using Notifications.Events;

namespace Notifications.Rules.Evaluating;

/// <summary>What to evaluate, on which event.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.EvaluationOrder")]
public sealed record EvaluationOrder
{
    /// <summary>Rules that one order may have.</summary>
    public const int MaxRules = 20;

    /// <summary>Steps of an answer whose values are told, those of all rules together.</summary>
    public const int MaxTraced = 1_000;

    /// <summary>An expression; or else <see cref="Rules"/>.</summary>
    [Id(0)] public string? Expression { get; init; }

    /// <summary>A file of rules.</summary>
    [Id(1)] public string? Rules { get; init; }

    /// <summary>The event; or else <see cref="EventId"/>. Where its type or source is empty it is one that the rule is for.</summary>
    [Id(2)] public Event? Event { get; init; }

    /// <summary>The id of an event of the log.</summary>
    [Id(3)] public string? EventId { get; init; }

    /// <summary>The source of that event; needed where several sources have an event of this id.</summary>
    [Id(4)] public string? Source { get; init; }

    /// <summary>The events before it, oldest first; <see langword="null"/> for those that the log has before an event of the log.</summary>
    [Id(5)] public IReadOnlyList<Event>? History { get; init; }
}
