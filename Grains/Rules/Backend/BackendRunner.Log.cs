using Microsoft.Extensions.Logging;

namespace Notifications.Rules.Backend;

internal sealed partial class BackendRunner
{
    [LoggerMessage(LogLevel.Error, "The store of calls to backend logic failed; it is tried again.")]
    private partial void LogStoreFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "{Count} calls to backend logic were dropped: {Max} are pending already.")]
    private partial void LogTooManyPending(int count, int max);
}
