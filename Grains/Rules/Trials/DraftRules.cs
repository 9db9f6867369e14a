using Notifications.Rules.Loading;
using Notifications.Subjects;

namespace Notifications.Rules.Trials;

/// <summary>Puts a draft beside the rules in force.</summary>
internal static class DraftRules
{
    /// <summary>What would be in force with the draft, as far as it is a site's matter; or what is wrong with the draft.</summary>
    /// <param name="file">How errors name the draft.</param>
    /// <param name="text">The draft: a file of rules.</param>
    /// <param name="only">Whether rules that the draft does not name are gone.</param>
    /// <param name="site">The site.</param>
    /// <param name="inForce">The rules of the site that are in force.</param>
    public static RuleFileContent Merge(string file, string text, bool only, string site, IReadOnlyList<Rule> inForce)
    {
        var draft = RuleFile.Parse(file, text);
        if (draft.Errors.Count > 0)
            return draft;
        var strangers = draft.Rules.Where(rule => rule.Site != site && rule.Site != SiteName.Default).ToArray();
        if (strangers.Length > 0)
        {
            return new RuleFileContent([], [.. strangers.Select(rule => new RuleFileError(
                file, rule.Line, rule.Column, $"The rule is of site '{rule.Site}', and this is about '{site}'."))]);
        }

        // A rule that names no site is one of the site that tries it.
        var rules = draft.Rules.Select(rule => rule with { Site = site }).ToArray();
        var named = rules.Select(rule => rule.Key).ToHashSet(StringComparer.Ordinal);
        return new RuleFileContent(only ? rules : [.. inForce.Where(rule => !named.Contains(rule.Key)), .. rules], []);
    }
}
