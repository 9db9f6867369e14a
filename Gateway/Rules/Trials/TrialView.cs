using Notifications.Rules.Trials;

namespace Notifications.Rules;

/// <summary>How a trial stands.</summary>
/// <param name="Id">Identifies it within the site.</param>
/// <param name="Status"><c>waiting</c>, <c>running</c>, <c>done</c>, <c>stopped</c> or <c>failed</c>.</param>
/// <param name="Done">The events that were tried.</param>
/// <param name="Total">The events of the range; left out while they are counted.</param>
/// <param name="Percent">How far that is.</param>
/// <param name="SoFar">What was found until now, in all rules together.</param>
/// <param name="Result">What was found, once the trial has ended; where it was stopped, of the events that were tried.</param>
/// <param name="Problem">Why it failed.</param>
internal sealed record TrialView(
    string Id, TrialStatus Status, long Done, long? Total, int Percent, TrialComparison? SoFar, TrialReport? Result, string? Problem)
{
    public static TrialView Of(TrialState state) => new(
        state.Id,
        state.Status,
        state.Done,
        state.Total,
        state switch
        {
            { Status: TrialStatus.Done } => 100,
            { Total: > 0 and var total } => (int)(100 * state.Done / total),
            _ => 0,
        },
        state.Result is null ? state.SoFar : null,
        state.Result,
        state.Problem);
}
