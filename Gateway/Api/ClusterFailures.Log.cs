namespace Notifications.Api;

internal sealed partial class ClusterFailures
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} could not be answered; the caller is told to try again.")]
    private partial void LogUnavailable(string? endpoint, Exception exception);
}
