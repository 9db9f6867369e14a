using Notifications.Rules.Loading;
using Notifications.Rules.Storing;

namespace Notifications.Rules;

/// <summary>What a book of rules knows beside the rules themselves; it never changes.</summary>
/// <param name="InForce">The rules in force and where they come from.</param>
/// <param name="Claims">The files, each with the keys that it states.</param>
/// <param name="Faulty">The rules that were written by API and are not in force, because their text has errors.</param>
internal sealed record RuleBookState(
    IReadOnlyList<RuleOfOrigin> InForce, IReadOnlyList<FileClaims> Claims, IReadOnlyList<StoredRuleState> Faulty)
{
    public static readonly RuleBookState Empty = new([], [], []);

    /// <summary>How each file stands.</summary>
    public IReadOnlyList<RuleFileStatus> Files { get; } = [.. Claims.Select(claims => claims.Status)];

    /// <summary>The file that states a key, whether that rule is in force or not.</summary>
    public string? FileOf(string site, string key) =>
        Claims.FirstOrDefault(claims => claims.Keys.Contains((site, key)))?.Status.File;
}

/// <summary>How a file stands, and the keys that it states, in its present or in its last good text.</summary>
internal sealed record FileClaims(RuleFileStatus Status, IReadOnlySet<(string Site, string Key)> Keys)
{
    public static FileClaims Of(LoadedFile file) => new(
        file.Status, file.LastGood.Concat(file.Content.Rules).Select(rule => (rule.Site, rule.Key)).ToHashSet());

    /// <summary>Whether the file speaks of a site. One without any good rule speaks of the default site.</summary>
    public bool SpeaksOf(string site) =>
        Keys.Count == 0 ? site == Subjects.SiteName.Default : Keys.Any(key => key.Site == site);
}
