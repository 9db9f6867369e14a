using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Events;
using Notifications.Rules.Deciding;
using Notifications.Rules.History;
using Orleans.Concurrency;

namespace Notifications.Rules.Evaluating;

/// <summary>Evaluates for authors of rules. Nothing of it is the same for two calls, so there are as many as are asked.</summary>
[GrainType("playground")]
[StatelessWorker]
internal sealed class PlaygroundGrain(IPastEvents past, IServiceProvider services) : Grain, IPlaygroundGrain
{
    // What goes wrong here is the author's answer, not the operator's log.
    private readonly Playground _playground =
        new(ActivatorUtilities.CreateInstance<Decider>(services, NullLogger<Decider>.Instance));

    public async Task<Evaluated> Evaluate(EvaluationOrder order)
    {
        if (order.Expression is null == order.Rules is null)
            return Refuse("Give either 'expression' or 'rule'.");
        if (order.Event is null == order.EventId is null)
            return Refuse("Give either 'event' or 'eventId'.");
        try
        {
            var (@event, before, problem) = order.Event is { } given ? (given, [], null) : await FindAsync(order);
            if (problem is not null)
                return Refuse(problem);
            var history = new SubjectHistory();
            foreach (var earlier in order.History ?? before)
                history.Add(earlier);
            return order.Expression is { } expression
                ? Playground.Evaluate(expression, @event!, history)
                : _playground.Decide(order.Rules!, this.GetPrimaryKeyString(), @event!, history);
        }
        catch (EventLogUnavailableException e)
        {
            return Refuse(e.Message);
        }
    }

    private async Task<(Event? Event, IReadOnlyList<Event> Before, string? Problem)> FindAsync(EvaluationOrder order)
    {
        var site = this.GetPrimaryKeyString();
        var found = await past.FindAsync(site, order.EventId!, CancellationToken.None);
        if (order.Source is { } source)
            found = [.. found.Where(logged => logged.Event.Source == source)];
        if (found.Count == 0)
            return (null, [], $"The log has no event '{order.EventId}'{(order.Source is null ? "" : $" of source '{order.Source}'")}.");
        if (found.Count > 1)
            return (null, [], $"The log has an event '{order.EventId}' of {string.Join(" and of ", found.Select(logged => logged.Event.Source))}. Say which by 'source'.");
        var logged = found[0];
        var before = order.History is not null ? [] : await past.ReadBeforeAsync(
            site, logged.Event.Subject, logged.Sequence, SubjectHistory.Capacity, SubjectHistory.MaxBytes, CancellationToken.None);
        return (logged.Event, [.. before.Select(earlier => earlier.Event)], null);
    }

    private static Evaluated Refuse(string problem) => new() { Problem = problem };
}
