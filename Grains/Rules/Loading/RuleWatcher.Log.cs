using Microsoft.Extensions.Logging;

namespace Notifications.Rules.Loading;

internal sealed partial class RuleWatcher
{
    [LoggerMessage(LogLevel.Error, "The rules could not be loaded again; they stay as they are.")]
    private partial void LogLoadFailed(Exception problem);
}
