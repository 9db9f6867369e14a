using Notifications.Rules.Backend;
using Notifications.Rules.Loading;

namespace Notifications.Rules.Storing;

/// <summary>What a book of rules tells of one site, and of no other.</summary>
internal static class RuleOverviews
{
    public static RuleOverview Of(RuleBookState state, BackendCatalog backends, string site) => new(
        [
            .. state.InForce.Where(entry => entry.Rule.Site == site).Select(entry => Of(entry, backends)),
            .. state.Faulty.Where(rule => rule.Site == site).Select(Of),
        ],
        [.. state.Claims.Where(claims => claims.SpeaksOf(site)).Select(claims => Of(claims.Status))]);

    public static RuleInForce? Find(RuleBookState state, BackendCatalog backends, string site, string key) =>
        state.InForce.FirstOrDefault(entry => entry.Rule.Site == site && entry.Rule.Key == key) is { } inForce ? Of(inForce, backends)
        : state.Faulty.FirstOrDefault(rule => rule.Site == site && rule.Version.Key == key) is { } faulty ? Of(faulty)
        : null;

    public static RuleTextError Of(RuleFileError error) => new(error.Line, error.Column, error.Message);

    private static RuleInForce Of(RuleOfOrigin entry, BackendCatalog backends) => new()
    {
        Key = entry.Rule.Key,
        Hash = entry.Rule.Version,
        Events = entry.Rule.Events,
        File = entry.Origin.File,
        Line = entry.Origin.File is null ? null : entry.Rule.Line,
        Version = entry.Origin.Stored?.Version,
        Author = entry.Origin.Stored?.Author,
        WrittenAt = entry.Origin.Stored?.WrittenAt,
        Complexity = entry.Rule.Filter.Complexity?.Polynomial,
        Warnings = entry.Rule.Backend is { } target && !backends.Has(entry.Rule.Site, target)
            ? [new RuleTextError(entry.Rule.Line, entry.Rule.Column, $"{target} is not known here and has no effect.")]
            : [],
    };

    private static RuleInForce Of(StoredRuleState faulty) => new()
    {
        Key = faulty.Version.Key,
        Version = faulty.Version.Version,
        Author = faulty.Version.Author,
        WrittenAt = faulty.Version.WrittenAt,
        Errors = [.. faulty.Content.Errors.Select(Of)],
    };

    private static RuleFileState Of(RuleFileStatus status) =>
        new(status.File, status.Rules, status.LoadedAt, [.. status.Errors.Select(Of)]);
}
