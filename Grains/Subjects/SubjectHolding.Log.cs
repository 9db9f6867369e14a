using Microsoft.Extensions.Logging;

namespace Notifications.Subjects;

internal sealed partial class SubjectHolding
{
    [LoggerMessage(LogLevel.Error, "What {Subject} held back can't be read and is forgotten; the newest events are judged anew.")]
    private partial void LogStateUnreadable(Subject subject, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A digest of {Subject} could not be recorded; it is tried again in {Delay}.")]
    private partial void LogNotRecorded(Subject subject, TimeSpan delay, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Subject} holds back as much as it may; a notification of rule {Rule} is sent.")]
    private partial void LogFull(Subject subject, string rule);

    [LoggerMessage(LogLevel.Warning, "Rule {Rule} could not render all of a digest of {Subject}: {Problem}")]
    private partial void LogNotRendered(string rule, Subject subject, Rules.Deciding.DecisionProblem problem);
}
