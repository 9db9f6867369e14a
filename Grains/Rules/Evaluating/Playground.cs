using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.Deciding;
using Notifications.Rules.Expressions;
using Notifications.Rules.Expressions.Complexity;
using Notifications.Rules.Filtering;
using Notifications.Rules.History;
using Notifications.Rules.Trials;

namespace Notifications.Rules.Evaluating;

/// <summary>Evaluates an expression or rules on one event, and tells what each part of them gave.</summary>
internal sealed class Playground(Decider decider)
{
    private const string File = "rule";
    private const int MaxValue = 10_000;
    private const RuleReads Everything = RuleReads.History | RuleReads.Changes;

    public static Evaluated Evaluate(string text, Event @event, SubjectHistory history)
    {
        var compilation = Expression.Compile(text, RuleVariables.Names);
        if (compilation.Expression is not { } expression)
        {
            return new Evaluated
            {
                Problem = "The expression has errors.",
                Errors = [.. compilation.Errors.Select(error => new DraftError(error.Line, error.Column, error.Message))],
            };
        }

        using var data = Read(@event);
        return new Evaluated { Expression = Run(expression, EventValues.Of(Everything, @event, data.RootElement, history), EvaluationOrder.MaxTraced) };
    }

    public Evaluated Decide(string rules, string site, Event @event, SubjectHistory history)
    {
        var content = DraftRules.Merge(File, rules, only: true, site, []);
        if (content.Errors.Count > 0)
        {
            return new Evaluated
            {
                Problem = "The rule has errors.",
                Errors = [.. content.Errors.Select(error => new DraftError(error.Line, error.Column, error.Message))],
            };
        }

        if (content.Rules.Count is 0 or > EvaluationOrder.MaxRules)
            return new Evaluated { Problem = $"There are {content.Rules.Count} rules; 1 to {EvaluationOrder.MaxRules} can be evaluated at once." };

        using var data = Read(@event);
        var maxTraced = EvaluationOrder.MaxTraced / content.Rules.Count;
        return new Evaluated { Rules = [.. content.Rules.Select(rule => Decide(rule, @event, data.RootElement, history, maxTraced))] };
    }

    private EvaluatedRule Decide(Rule rule, Event given, JsonElement data, SubjectHistory history, int maxTraced)
    {
        var @event = Complete(given, rule);
        var decision = decider.Explain(new RuleSet([rule]), @event, history).SingleOrDefault();
        var filter = rule.Filter.Expression is { } expression
            ? Run(expression, EventValues.Of(rule.Reads, @event, data, history), maxTraced)
            : null;
        // What an expression may give a filter may not.
        if (filter is { Error: null } && decision?.FilterError is { } error)
            filter = filter with { Error = new DraftError(error.Line, error.Column, error.Message) };
        return new EvaluatedRule
        {
            Key = rule.Key,
            Version = rule.Version,
            Outcome = OutcomeOf(decision),
            Unmet = UnmetOf(decision),
            Clauses = [.. Clauses(rule, @event, EventFacts.Of(data), history, filter)],
            Filter = filter,
            ToViewers = decision?.Live?.EveryViewer ?? decision?.Proposal?.EveryViewer ?? false,
            Chosen = [.. People(decision?.Chosen)],
            LeftOut = [.. People(decision?.LeftOut)],
            Notification = decision?.Notification,
            Asks = decision?.Backend?.ToString(),
            Proposal = decision?.Proposal?.Flag,
            Problems = [.. (decision?.Problems ?? []).Select(problem => problem.ToString())],
        };
    }

    private static IEnumerable<EvaluatedClause> Clauses(Rule rule, Event @event, EventFacts facts, SubjectHistory history, EvaluatedExpression? filter)
    {
        if (rule.Sources is { } sources)
            yield return new EvaluatedClause("sources", sources.Contains(@event.Source, StringComparer.Ordinal));
        yield return new EvaluatedClause("events", ImpliedTypes.IsFor(rule, @event, facts.Data, new EventPersons(@event, facts.Data, history)));
        if (rule.Filter.IgnoreSelf)
            yield return new EvaluatedClause("ignoreSelf", !@event.SelfGenerated);
        foreach (var condition in rule.Filter.Conditions)
            yield return new EvaluatedClause(condition.Key, condition.IsMetBy(facts));
        if (filter is not null)
            yield return new EvaluatedClause("expression", filter.Value switch { "true" => true, "false" => false, _ => null });
    }

    // An event that an author makes up need not say what the rule asks for anyway.
    private static Event Complete(Event @event, Rule rule) => @event with
    {
        Type = @event.Type.Length == 0 ? rule.Events[0] : @event.Type,
        Source = @event.Source.Length == 0 ? rule.Sources?[0] ?? File : @event.Source,
    };

    private static RuleOutcome OutcomeOf(Decision? decision) => decision?.Outcome switch
    {
        null => RuleOutcome.NotForThisEvent,
        DecisionOutcome.Matched => RuleOutcome.Matched,
        DecisionOutcome.IgnoredSelf => RuleOutcome.IgnoredSelf,
        DecisionOutcome.FilterFailed => RuleOutcome.FilterFailed,
        _ => RuleOutcome.NotMatched,
    };

    private static string? UnmetOf(Decision? decision) => decision switch
    {
        { Outcome: DecisionOutcome.IgnoredSelf } => "ignoreSelf",
        { Outcome: DecisionOutcome.NotMatched } => decision.Unmet ?? "expression",
        _ => null,
    };

    private static EvaluatedExpression Run(Expression expression, EventValues values, int maxTraced)
    {
        // One more than is told, to know whether there are more.
        var ((value, error, steps), traced) = expression.Trace(values.Variables, values.Now, maxTraced + 1);
        return new EvaluatedExpression
        {
            Value = error is null ? JsonText.Describe(value, MaxValue) : null,
            Type = error is null ? value.Kind.Name() : null,
            Error = error is null ? null : new DraftError(error.Line, error.Column, error.Message),
            Steps = steps,
            Cost = ExpressionComplexity.Of(expression.Text).Polynomial,
            Trace = [.. traced.Take(maxTraced).Select(step => new EvaluatedStep(
                step.Error?.Line ?? step.Line, step.Error?.Column ?? step.Column, step.Text, step.Value, step.Error?.Message))],
            IsTraceCut = traced.Count > maxTraced,
        };
    }

    private static IEnumerable<EvaluatedPerson> People(IReadOnlyList<Recipient>? recipients) =>
        (recipients ?? []).Select(recipient => new EvaluatedPerson(recipient.User, recipient.Reasons));

    private static JsonDocument Read(Event @event) => JsonDocument.Parse(@event.Data);
}
