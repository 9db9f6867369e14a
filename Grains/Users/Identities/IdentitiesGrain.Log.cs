using Microsoft.Extensions.Logging;

namespace Notifications.Users.Identities;

internal sealed partial class IdentitiesGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "An event of {Site} names one person by {Names}; that is not learned. {Reason}")]
    private partial void LogContradiction(string site, string names, string reason);
}
