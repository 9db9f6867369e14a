using Microsoft.Extensions.Logging;

namespace Notifications.Subjects;

internal abstract partial class EventGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Subject} was written by another activation; this one ends.")]
    private partial void LogForked(string subject, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A gateway with viewers of {Subject} could not be told; it has to renew.")]
    private partial void LogGatewayUnreachable(string subject, Exception exception);
}
