using Microsoft.Extensions.Logging;

namespace Notifications.Users;

internal sealed partial class UserContextGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A gateway where {User} is could not be told; it has to renew.")]
    private partial void LogGatewayUnreachable(string user, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The context of {User} is written by another activation; this one ends.")]
    private partial void LogFenced(string user);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What became of the last write for {User} is not known yet; it is asked again.")]
    private partial void LogNotSettled(string user, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due for {User} could not be done; it is tried again.")]
    private partial void LogDueNotDone(string user, Exception exception);
}
