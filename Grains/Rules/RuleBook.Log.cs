using Microsoft.Extensions.Logging;

namespace Notifications.Rules;

internal sealed partial class RuleBook
{
    [LoggerMessage(LogLevel.Information, "{Rules} rule(s) of {Files} file(s) and {Stored} written by API are in force.")]
    private partial void LogInForce(int rules, int files, int stored);

    [LoggerMessage(LogLevel.Error, "The rules that were written by API can't be read; they stay as they are.")]
    private partial void LogStoreUnreadable(Exception problem);

    [LoggerMessage(LogLevel.Information, "The rules that were written by API can be read again.")]
    private partial void LogStoreReadable();
}
