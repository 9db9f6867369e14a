using Microsoft.Extensions.Logging;

namespace Notifications.Storage.Events;

internal sealed partial class EventRetention
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} events from before {Before} were deleted.")]
    private partial void LogForgotten(long count, DateTimeOffset before);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old events could not be deleted; the next sweep goes on.")]
    private partial void LogFailed(Exception exception);
}
