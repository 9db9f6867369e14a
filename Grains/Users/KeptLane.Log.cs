using Microsoft.Extensions.Logging;

namespace Notifications.Users;

public sealed partial class KeptLane
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A notification is not on disk after try {Attempt}; the next is in {Pause}.")]
    private partial void LogNotSent(int attempt, TimeSpan pause, Exception? exception);
}
