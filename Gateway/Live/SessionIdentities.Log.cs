namespace Notifications.Live;

internal sealed partial class SessionIdentities
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether users of {Site} have changed could not be asked: {Problem}")]
    private partial void LogNotChecked(string site, string problem);
}
