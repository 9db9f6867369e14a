using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.Expressions;
using Notifications.Rules.History;

namespace Notifications.Rules.Deciding;

/// <summary>What the expressions of rules read of an event.</summary>
/// <param name="Variables">The values of <see cref="RuleVariables.Names"/>.</param>
/// <param name="Now">What <c>new Date()</c> gives: the time of the event.</param>
internal readonly record struct EventValues(Value[] Variables, DateTimeOffset Now)
{
    /// <summary>The values for these rules; what none of them reads is not made.</summary>
    public static EventValues Of(IReadOnlyList<Rule> rules, Event @event, JsonElement data, SubjectHistory history)
    {
        var reads = RuleReads.Event;
        for (var i = 0; i < rules.Count; i++)
            reads |= rules[i].Reads;
        return Of(reads, @event, data, history);
    }

    /// <summary>The values of which these cost something and are wanted.</summary>
    public static EventValues Of(RuleReads reads, Event @event, JsonElement data, SubjectHistory history) => new(
            [
                Value.Of(data),
                Value.Of(ActorName.Of(@event.Actor)),
                reads.HasFlag(RuleReads.History) ? history.Value : Value.Null,
                reads.HasFlag(RuleReads.Changes) ? EventChanges.Of(data) : Value.Null,
            ],
            @event.Time);
}
