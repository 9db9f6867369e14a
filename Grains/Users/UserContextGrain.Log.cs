using Microsoft.Extensions.Logging;

namespace Notifications.Users;

internal sealed partial class UserContextGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A gateway where {User} is could not be told; it has to renew.")]
    private partial void LogGatewayUnreachable(string user, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The kept lane of {User} failed.")]
    private partial void LogStreamFailed(string user, Exception exception);
}
