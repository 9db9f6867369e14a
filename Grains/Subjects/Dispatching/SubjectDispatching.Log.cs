using Microsoft.Extensions.Logging;

namespace Notifications.Subjects.Dispatching;

internal sealed partial class SubjectDispatching
{
    [LoggerMessage(LogLevel.Warning, "{Subject} takes no more events: {Count} of them wait for what follows from them.")]
    private partial void LogFull(Subject subject, int count);

    [LoggerMessage(LogLevel.Error, "What event {Id} of {Subject} keeps for people could not be sent.")]
    private partial void LogNotSent(string id, Subject subject, Exception exception);

    [LoggerMessage(LogLevel.Error, "Something that follows from an event of {Subject} can't be written, and is left out.")]
    private partial void LogRefused(Subject subject, Exception exception);

    [LoggerMessage(LogLevel.Warning, "What follows from an event of {Subject} could not be written; it is tried again.")]
    private partial void LogNotFinished(Subject subject, Exception exception);
}
