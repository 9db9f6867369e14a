namespace Notifications.Api;

internal sealed partial class ApiKeyCatalog
{
    [LoggerMessage(LogLevel.Information, "Configuration changed; there are {Count} API keys now.")]
    private partial void LogChanged(int count);

    [LoggerMessage(LogLevel.Error, "API keys stay as they were, because their new configuration is faulty: {Fault}")]
    private partial void LogFaulty(string fault);
}
