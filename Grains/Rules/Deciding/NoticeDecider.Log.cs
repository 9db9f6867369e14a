using Microsoft.Extensions.Logging;

namespace Notifications.Rules.Deciding;

internal sealed partial class NoticeDecider
{
    [LoggerMessage(LogLevel.Warning, "Rule {Rule} could not render all of its notification for event {EventId} of {Source}: {Problem}")]
    private partial void LogRenderingFailed(string rule, string source, string eventId, DecisionProblem problem);

    [LoggerMessage(LogLevel.Warning, "Rule {Rule} could not find all recipients for event {EventId} of {Source}: {Problem}")]
    private partial void LogRecipientsIncomplete(string rule, string source, string eventId, DecisionProblem problem);
}
