using Microsoft.Extensions.Logging;

namespace Notifications.Storage.Sqlite;

internal sealed partial class SqliteEventLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} events could not be written; their senders are told to try again.")]
    private partial void LogWriteFailed(int count, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A failed connection to the event log could not be closed.")]
    private partial void LogNotClosed(Exception exception);
}
