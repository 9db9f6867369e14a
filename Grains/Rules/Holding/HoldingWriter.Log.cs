using Microsoft.Extensions.Logging;

namespace Notifications.Rules.Holding;

internal sealed partial class HoldingWriter
{
    [LoggerMessage(LogLevel.Warning, "What {Count} subjects hold back could not be written; it is tried again.")]
    private partial void LogNotWritten(int count, Exception exception);
}
