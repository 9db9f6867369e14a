using Microsoft.Extensions.Logging;

namespace Notifications.Storage;

internal sealed partial class GroupCommit
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} writes could not be committed.")]
    private partial void LogWriteFailed(int count, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The writer's connection could not be closed.")]
    private partial void LogNotClosed(Exception exception);
}
