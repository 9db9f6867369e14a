using Microsoft.Extensions.Logging;

namespace Notifications.Users.Identities;

internal sealed partial class IdentityRefresh
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of identities can't be read; this silo goes on with what it knows.")]
    private partial void LogBehind(Exception exception);
}
