using Microsoft.Extensions.Logging;

namespace Notifications.Rules.Holding;

internal sealed partial class DueWindows
{
    [LoggerMessage(LogLevel.Warning, "Digests that are due could not be looked up; it is tried again.")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The due digests of {Subject} could not be ended; it is tried again.")]
    private partial void LogNotEnded(Subjects.Subject subject, Exception exception);
}
