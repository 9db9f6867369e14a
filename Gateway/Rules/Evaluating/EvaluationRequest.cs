using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.Evaluating;
using Notifications.Webhooks;

namespace Notifications.Rules;

/// <summary>What to evaluate, on which event.</summary>
internal sealed record EvaluationRequest
{
    /// <summary>An expression; or else <c>rule</c>.</summary>
    public string? Expression { get; init; }

    /// <summary>A rule, as a file of rules in YAML.</summary>
    public string? Rule { get; init; }

    /// <summary>
    /// The event: its data alone, or with <c>data</c> in it and any of <c>id type subject source time actor selfGenerated</c>
    /// beside it.
    /// </summary>
    public JsonElement? Event { get; init; }

    /// <summary>In place of <c>event</c>: the id of an event that was accepted earlier.</summary>
    public string? EventId { get; init; }

    /// <summary>The source of that event; needed where several sources have an event of this id.</summary>
    public string? Source { get; init; }

    /// <summary>The subject's events before it, oldest first, each written as <c>event</c> is.</summary>
    public IReadOnlyList<JsonElement>? History { get; init; }

    public bool TryMakeOrder(
        string site, DateTimeOffset now, [NotNullWhen(true)] out EvaluationOrder? order, [NotNullWhen(false)] out Refusal? refusal)
    {
        (order, refusal) = (null, null);
        Event? @event = null;
        if (Event is { } given && !GivenEvent.TryRead(given, "$.event", site, now, out @event, out refusal))
            return false;
        List<Event>? history = History is null ? null : [];
        foreach (var (i, item) in (History ?? []).Index())
        {
            if (!GivenEvent.TryRead(item, $"$.history[{i}]", site, now, out var earlier, out refusal))
                return false;
            history!.Add(earlier);
        }

        order = new EvaluationOrder
        {
            Expression = Expression,
            Rules = Rule,
            Event = @event,
            EventId = EventId,
            Source = Source,
            History = history,
        };
        return true;
    }
}
