using Microsoft.Extensions.Logging;

namespace Notifications.Users;

internal sealed partial class UserContextGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A gateway where a user of {Site} is could not be told; it has to renew.")]
    private partial void LogGatewayUnreachable(string site, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The context of a user of {Site} is written by another activation; this one ends.")]
    private partial void LogFenced(string site);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What became of the last write for a user of {Site} is not known yet; it is asked again.")]
    private partial void LogNotSettled(string site, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due for a user of {Site} could not be done; it is tried again.")]
    private partial void LogDueNotDone(string site, Exception exception);
}
