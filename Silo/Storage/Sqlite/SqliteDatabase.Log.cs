using Microsoft.Extensions.Logging;

namespace Notifications.Storage.Sqlite;

internal sealed partial class SqliteDatabase
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The database is {File}.")]
    private partial void LogOpening(string file);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Damage} Nothing is read or written until then.")]
    private partial void LogDamaged(string damage);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The write-ahead log of '{File}' is damaged, and {Count} commits after the damage can't be read. "
        + "After a loss of power they may be ones that nobody was told of; otherwise what they wrote is lost, and a backup may have it.")]
    private partial void LogCommitsLost(string file, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "'{File}' has {Length} bytes and is not looked over for damage at the start, for which {Limit} are the most; the command 'storage check' does so.")]
    private partial void LogNotChecked(string file, long length, long limit);
}
