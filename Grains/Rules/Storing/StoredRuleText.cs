using Notifications.Rules.Loading;

namespace Notifications.Rules.Storing;

/// <summary>Reads the text of a rule that is written by API: one trigger, or a manifest with that trigger only.</summary>
internal static class StoredRuleText
{
    /// <summary>The one rule, or the errors for which there is none.</summary>
    public static RuleFileContent Read(string site, string key, string text)
    {
        if (text.Length > RuleLimits.MaxText)
            return RuleFolder.Failed(key, $"The rule has more than {RuleLimits.MaxText} characters.");
        var content = RuleFile.ParseOne(key, text, site);
        return content.Errors.Count > 0 ? content : content.Rules switch
        {
            [var rule] when rule.Key == key && rule.Site == site => content,
            [var rule] when rule.Key != key => Failed(rule, $"The key is '{rule.Key}' here but '{key}' in the address."),
            [var rule] => Failed(rule, $"This API key writes rules of the site '{site}'. Leave 'site' out."),
            [] => RuleFolder.Failed(key, "There is no trigger. Send one rule."),
            [_, var second, ..] => Failed(second, "There is more than one trigger. Send one rule at a time."),
        };
    }

    private static RuleFileContent Failed(Rule rule, string message) =>
        new([], [new RuleFileError(rule.Key, rule.Line, rule.Column, message)]);
}
