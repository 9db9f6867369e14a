using Microsoft.Extensions.Logging;

namespace Notifications.Storage.Sqlite;

internal sealed partial class SqliteDatabase
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The database is {File}.")]
    private partial void LogOpening(string file);
}
