using DbUp.Engine.Output;
using Microsoft.Extensions.Logging;

namespace Notifications.Storage;

/// <summary>Passes what the migrations say to our log.</summary>
internal sealed class MigrationLog(ILogger logger) : IUpgradeLog
{
    // DbUp formats its own messages; its routine chatter is of no interest to an operator.
    public void LogTrace(string format, params object[] args) => Log(LogLevel.Trace, format, args);
    public void LogDebug(string format, params object[] args) => Log(LogLevel.Debug, format, args);
    public void LogInformation(string format, params object[] args) => Log(LogLevel.Debug, format, args);
    public void LogWarning(string format, params object[] args) => Log(LogLevel.Warning, format, args);
    public void LogError(string format, params object[] args) => Log(LogLevel.Error, format, args);
    public void LogError(Exception ex, string format, params object[] args) => Log(LogLevel.Error, format, args, ex);

    private void Log(LogLevel level, string format, object[] args, Exception? exception = null)
    {
        if (logger.IsEnabled(level))
            logger.Log(level, default, string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args), exception, static (text, _) => text);
    }
}
