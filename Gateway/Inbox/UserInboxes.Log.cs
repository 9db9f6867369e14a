namespace Notifications.Inbox;

internal sealed partial class UserInboxes
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The API key {Key} called {What} of the user {User} of {Site}.")]
    private partial void LogLooked(string key, string what, string site, string user);
}
