using Microsoft.Extensions.Logging;

namespace Notifications.Subjects;

internal abstract partial class EventGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Subject} was written by another activation; this one ends.")]
    private partial void LogForked(string subject, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Id} of {Subject} could not be decided; nobody is told of it.")]
    private partial void LogNotDecided(string id, string subject, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Id} of {Subject} was accepted, but not all of what follows from it was done.")]
    private partial void LogNotDispatched(string id, string subject, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {Id} of {Subject} makes {Count} flags; only the first {Max} are shown.")]
    private partial void LogTooManyFlags(string id, string subject, int count, int max);

    [LoggerMessage(Level = LogLevel.Information, Message = "Event {Id} of {Subject} came after a newer one; rule {Rule} shows no flag of it.")]
    private partial void LogOvertaken(string id, string subject, string rule);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A gateway with viewers of {Subject} could not be told; it has to renew.")]
    private partial void LogGatewayUnreachable(string subject, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} events of {Subject} were accepted and not dispatched; what follows from them is handed on again.")]
    private partial void LogDispatchedAgain(int count, string subject);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An event of {Subject} was accepted and is not dispatched here; this activation ends, and the next one does it.")]
    private partial void LogNotInHand(string subject);
}
