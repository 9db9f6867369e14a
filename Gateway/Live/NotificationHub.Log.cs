namespace Notifications.Live;

internal sealed partial class NotificationHub
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "What a user of {Site} has about {Subject} could not be read at its opening: {Reason}")]
    private static partial void LogNotOpened(ILogger logger, string site, string subject, string reason);
}
