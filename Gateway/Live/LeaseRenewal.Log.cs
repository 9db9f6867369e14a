namespace Notifications.Live;

internal sealed partial class LeaseRenewal
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A lease was not renewed and is tried again: {Reason}")]
    private partial void LogNotRenewed(string reason);
}
