namespace Notifications.Inbox;

internal sealed partial class CallFailures
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} could not be answered; the caller is told to try again.")]
    private partial void LogUnavailable(string? endpoint, Exception exception);
}
