using Microsoft.Extensions.Logging;

namespace Notifications.Rules.Loading;

internal sealed partial class FileRules
{
    [LoggerMessage(LogLevel.Information, "Loaded {File}: {Rules} rules.")]
    private partial void LogFileLoaded(string file, int rules);

    [LoggerMessage(LogLevel.Information, "{File} is gone, and its rules with it.")]
    private partial void LogFileGone(string file);

    [LoggerMessage(LogLevel.Error, "{Error}")]
    private partial void LogFileError(RuleFileError error);

    [LoggerMessage(LogLevel.Warning, "{File} has errors and was not loaded; {Rules} rules of its last good version stay in force.")]
    private partial void LogLastGoodStays(string file, int rules);

    [LoggerMessage(LogLevel.Error, "The folder of rules {Directory} can't be read; the rules stay as they are. {Problem}")]
    private partial void LogFolderUnreadable(string directory, string problem);
}
