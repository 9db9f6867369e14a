using Microsoft.Extensions.Logging;

namespace Notifications.Rules.Deciding;

internal sealed partial class Decider
{
    [LoggerMessage(LogLevel.Warning, "The filter of rule {Rule} failed for event {EventId} of {Source} at {Line}:{Column}: {Message}")]
    private partial void LogFilterFailed(string rule, string source, string eventId, int line, int column, string message);

    [LoggerMessage(LogLevel.Warning, "Rule {Rule} could not render all of its notification for event {EventId} of {Source}: {Problem}")]
    private partial void LogRenderingFailed(string rule, string source, string eventId, DecisionProblem problem);

    [LoggerMessage(LogLevel.Warning, "Rule {Rule} could not find all recipients for event {EventId} of {Source}: {Problem}")]
    private partial void LogRecipientsIncomplete(string rule, string source, string eventId, DecisionProblem problem);

    [LoggerMessage(LogLevel.Error, "Event {EventId} of {Source} holds data that is not JSON: {Message}")]
    private partial void LogDataUnreadable(string source, string eventId, string message);
}
