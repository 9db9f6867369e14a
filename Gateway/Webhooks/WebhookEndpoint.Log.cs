namespace Notifications.Webhooks;

internal sealed partial class WebhookEndpoint
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A web hook of {Source} was refused: {Reason}")]
    private partial void LogRefused(string source, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A web hook of {Source} could not be committed; the sender is told to try again.")]
    private partial void LogUnavailable(string source, Exception exception);
}
