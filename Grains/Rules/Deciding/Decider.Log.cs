using Microsoft.Extensions.Logging;

namespace Notifications.Rules.Deciding;

internal sealed partial class Decider
{
    [LoggerMessage(LogLevel.Warning, "The filter of rule {Rule} failed for event {EventId} of {Source} at {Line}:{Column}: {Message}")]
    private partial void LogFilterFailed(string rule, string source, string eventId, int line, int column, string message);

    [LoggerMessage(LogLevel.Error, "Event {EventId} of {Source} holds data that is not JSON: {Message}")]
    private partial void LogDataUnreadable(string source, string eventId, string message);
}
