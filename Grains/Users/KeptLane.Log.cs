using Microsoft.Extensions.Logging;

namespace Notifications.Users;

public sealed partial class KeptLane
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Notification {Id} for {User} could not be handed to the kept lane.")]
    private partial void LogNotSent(string id, string user, Exception exception);
}
