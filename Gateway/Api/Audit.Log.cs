namespace Notifications.Api;

internal sealed partial class Audit
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The API key {Key} {What} the user with the hash {Hash} of {Site}.")]
    private partial void LogPerson(string key, string what, string hash, string site);

    [LoggerMessage(Level = LogLevel.Information, Message = "The API key {Key} has {What} the dead letter {Id} of {Site}: {Outcome}.")]
    private partial void LogLetter(string key, string what, string id, string site, string outcome);
}
