using Notifications.Events;
using Notifications.Rules.Deciding;

namespace Notifications.Rules.Trials;

/// <summary>Counts what one rule does on both sides.</summary>
internal sealed class RuleTally(PeopleRoom room)
{
    private (DateTimeOffset Accepted, string Subject, long Sequence) _failedAt;
    private TrialFailure? _failure;

    public string? DraftVersion { get; set; }

    public string? InForceVersion { get; set; }

    public ComparisonTally Figures { get; } = new(room);

    public void Count(bool isDraft, LoggedEvent logged, Decision decision)
    {
        var side = Figures.Of(isDraft);
        if (decision.Outcome == DecisionOutcome.Matched)
            side.Events++;
        if (decision.Backend is not null)
            side.AsksBackend++;
        if (decision.FilterError is not { } error)
            return;
        side.FilterFailures++;
        if (isDraft)
            KeepEarliest(logged, error);
    }

    public RuleTrial ToReport(string key) => new()
    {
        Key = key,
        DraftVersion = DraftVersion,
        InForceVersion = InForceVersion,
        Figures = Figures.ToComparison(),
        Failure = _failure,
    };

    // Events come subject by subject; the report speaks in the order of the log.
    private void KeepEarliest(LoggedEvent logged, DecisionProblem error)
    {
        var at = (logged.Accepted, logged.Event.Subject.ToString(), logged.Sequence);
        if (_failure is not null && at.CompareTo(_failedAt) > 0)
            return;
        _failedAt = at;
        _failure = new TrialFailure
        {
            Source = logged.Event.Source,
            EventId = logged.Event.Id,
            Subject = logged.Event.Subject.ToString(),
            Message = error.Message,
            Line = error.Line,
            Column = error.Column,
        };
    }
}
