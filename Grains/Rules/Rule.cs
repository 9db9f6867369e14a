using Notifications.Rules.Backend;
using Notifications.Rules.Expressions;
using Notifications.Rules.Expressions.Complexity;
using Notifications.Rules.Filtering;
using Notifications.Rules.Filtering.Quick;
using Notifications.Rules.Notifying;

namespace Notifications.Rules;

/// <summary>Events, a filter, and what to notify: one version of a rule, as a file states it.</summary>
internal sealed record Rule
{
    /// <summary>Unique within its site.</summary>
    public required string Key { get; init; }

    /// <summary>A hash of what the rule says: the same text is the same version on every silo.</summary>
    public required string Version { get; init; }

    public required string Site { get; init; }

    /// <summary>The sources whose events it is for; <see langword="null"/> for every source.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>The types of event it is for.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    public required RuleFilter Filter { get; init; }

    /// <summary>What is notified; <see langword="null"/> where the rule only decides.</summary>
    public Notice? Notice { get; init; }

    /// <summary>Who is asked what to tell; <see langword="null"/> where the rule itself says it.</summary>
    public BackendTarget? Backend { get; init; }

    /// <summary>What its expressions may read beside the event; a part that is not named here is not made.</summary>
    public RuleReads Reads { get; init; }

    /// <summary>The line of its file where it begins.</summary>
    public required int Line { get; init; }

    /// <summary>The column of its file where it begins.</summary>
    public required int Column { get; init; }

    /// <summary>Stands for a rule where backend logic answered what to notify.</summary>
    public static Rule OfAnswer(string key, string version, string site, Notice notice) => new()
    {
        Key = key,
        Version = version,
        Site = site,
        Events = [],
        Filter = new RuleFilter(IgnoreSelf: false, Expression: null, OnFilterError.Ignore),
        Notice = notice,
        Line = 0,
        Column = 0,
    };
}

/// <summary>Which of a rule's events match.</summary>
/// <param name="IgnoreSelf">Whether events that the source's own app caused are dropped.</param>
/// <param name="Expression">What must be true; <see langword="null"/> where every event matches.</param>
/// <param name="OnError">What becomes of an event whose filter fails.</param>
internal sealed record RuleFilter(bool IgnoreSelf, Expression? Expression, OnFilterError OnError)
{
    /// <summary>The short-cuts, all of which must be met before the expression is asked.</summary>
    public IReadOnlyList<EventCondition> Conditions { get; init; } = [];

    /// <summary>What the expression costs; <see langword="null"/> where there is none.</summary>
    public ExpressionComplexity? Complexity { get; init; }

    /// <summary>The projects outside of which the expression is false; <see langword="null"/> where that can't be told from its text.</summary>
    public IReadOnlyList<string>? DemandedProjects { get; init; }

    /// <summary>The quick way to the expression's answer; <see langword="null"/> where it has none.</summary>
    public QuickFilter? Quick { get; init; }

    /// <summary>Asks the filter's expression, by the quick way where that has an answer.</summary>
    public Evaluation Evaluate(Expression expression, in EventFacts facts, ReadOnlySpan<Value> variables, DateTimeOffset? now) =>
        Quick is not null && Quick.TryEvaluate(facts.Paths, out var isMatch, out var steps)
            ? new Evaluation(Value.Of(isMatch), null, steps)
            : expression.EvaluateFilter(variables, now);

    /// <summary>The key of the first short-cut that an event does not meet; <see langword="null"/> where it meets all.</summary>
    public string? Unmet(in EventFacts facts)
    {
        for (var i = 0; i < Conditions.Count; i++)
        {
            if (!Conditions[i].IsMetBy(facts))
                return Conditions[i].Key;
        }

        return null;
    }
}

/// <summary>Forge's four ways to deal with a filter that fails.</summary>
internal enum OnFilterError
{
    IgnoreAndLog,
    Ignore,
    Receive,
    ReceiveAndLog,
}

/// <summary>The variables that expressions and templates of a rule may read.</summary>
internal static class RuleVariables
{
    /// <summary>The event's JSON, the actor's name as text, the subject's recent events, and what the event changed.</summary>
    public static readonly IReadOnlyList<string> Names = ["event", "actor", "history", "changes"];

    /// <summary>Those of a digest: beside them the notifications that are held, and how many more there are than are listed.</summary>
    public static readonly IReadOnlyList<string> OfDigest = [.. Names, "notifications", "more"];
}

/// <summary>The variables that cost something to make.</summary>
[Flags]
internal enum RuleReads
{
    /// <summary>Only what is there anyway.</summary>
    Event = 0,

    /// <summary><c>history</c>.</summary>
    History = 1,

    /// <summary><c>changes</c>.</summary>
    Changes = 2,
}
