using Microsoft.Extensions.Logging;

namespace Notifications.Users.Inbox;

internal sealed partial class DueUsers
{
    [LoggerMessage(LogLevel.Warning, "What is due in user contexts could not be looked up; it is tried again.")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(LogLevel.Warning, "What is due for a user of {Site} could not be done; it is tried again.")]
    private partial void LogNotDone(string site, Exception exception);
}
