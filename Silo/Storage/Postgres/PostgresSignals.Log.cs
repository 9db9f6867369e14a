using Microsoft.Extensions.Logging;

namespace Notifications.Storage.Postgres;

internal sealed partial class PostgresSignals
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection that listens to the database is lost; it is tried again.")]
    private partial void LogLost(Exception exception);
}
