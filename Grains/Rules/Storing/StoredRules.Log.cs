using Microsoft.Extensions.Logging;
using Notifications.Rules.Loading;

namespace Notifications.Rules.Storing;

internal sealed partial class StoredRules
{
    [LoggerMessage(LogLevel.Error, "Version {Version} of a rule of site {Site} has an error and is not in force: {Error}")]
    private partial void LogNotInForce(string site, long version, RuleFileError error);
}
