using Microsoft.Extensions.Logging;

namespace Notifications.Users.Identities;

internal sealed partial class IdentitiesGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message =
        "An event of {Site} contradicts what is known of a person by {Kinds}; that is not learned. GET /api/v1/identities/contradictions shows it.")]
    private partial void LogContradiction(string site, string kinds);
}
