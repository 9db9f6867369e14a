using Microsoft.Extensions.Logging;

namespace Notifications.Streams.Kept;

internal sealed partial class KeptReceiver
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Queue {Queue} of the kept lane can't be read; it is tried again in {Pause}.")]
    private partial void LogNotRead(int queue, TimeSpan pause, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} deliveries of queue {Queue} were never answered for; they come again.")]
    private partial void LogForgotten(int count, int queue);
}
