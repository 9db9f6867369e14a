using Microsoft.Extensions.Logging;

namespace Notifications.Storage.Postgres;

internal sealed partial class PostgresDatabase
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The database is {Database}.")]
    private partial void LogOpening(string database);
}
