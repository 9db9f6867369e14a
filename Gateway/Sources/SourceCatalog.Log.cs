namespace Notifications.Sources;

internal sealed partial class SourceCatalog
{
    [LoggerMessage(LogLevel.Information, "Configuration changed; there are {Count} sources now.")]
    private partial void LogChanged(int count);

    [LoggerMessage(LogLevel.Error, "Sources stay as they were, because their new configuration is faulty: {Fault}")]
    private partial void LogFaulty(string fault);
}
