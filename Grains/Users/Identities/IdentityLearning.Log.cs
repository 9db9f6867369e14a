using Microsoft.Extensions.Logging;

namespace Notifications.Users.Identities;

internal sealed partial class IdentityLearning
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "What events say of persons could not be learned now; later events say it again.")]
    private partial void LogNotLearned(Exception exception);
}
