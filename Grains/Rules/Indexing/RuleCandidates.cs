using System.Collections.Frozen;
using Notifications.Rules.Filtering;

namespace Notifications.Rules.Indexing;

/// <summary>
/// The rules for events of one site, source and type, indexed by project and space: rules for another place cost nothing.
/// </summary>
internal sealed class RuleCandidates
{
    public static readonly RuleCandidates None = new([]);

    // Positions in All, so that what is found by several ways keeps the order of the files.
    private readonly int[] _anywhere;
    private readonly FrozenDictionary<string, int[]> _byProject;
    private readonly FrozenDictionary<string, int[]> _bySpace;
    private readonly FrozenDictionary<string, int[]> _byDemand;
    private readonly int[] _demanding;
    private readonly Rule[] _rulesAnywhere;

    public RuleCandidates(IReadOnlyList<Rule> rules)
    {
        All = rules;
        _byProject = Index(rules, Projects);
        _bySpace = Index(rules, rule => Projects(rule) is null ? Spaces(rule) : null);
        _byDemand = Index(rules, rule => IsPlaced(rule) ? null : rule.Filter.DemandedProjects);
        _demanding = [.. _byDemand.Values.SelectMany(positions => positions).Distinct()];
        _anywhere = [.. Enumerable.Range(0, rules.Count).Where(i => !IsPlaced(rules[i]) && rules[i].Filter.DemandedProjects is null)];
        _rulesAnywhere = [.. _anywhere.Select(i => rules[i])];
    }

    /// <summary>All of them, in the order of their files.</summary>
    public IReadOnlyList<Rule> All { get; }

    /// <summary>Those that may match an event of this place, in the order of their files.</summary>
    public IReadOnlyList<Rule> For(in EventFacts facts)
    {
        var ofProject = Find(_byProject, facts.Project);
        var ofSpace = Find(_bySpace, facts.Space);
        // Where an event does not tell what the expression asks for, only the expression can say what follows: an error, mostly.
        var demanding = facts.TellsProject ? Find(_byDemand, facts.Project) : _demanding;
        if (ofProject.Length + ofSpace.Length + demanding.Length == 0)
            return _rulesAnywhere;

        int[] positions = [.. _anywhere, .. ofProject, .. ofSpace, .. demanding];
        Array.Sort(positions);
        return Array.ConvertAll(positions, i => All[i]);
    }

    private static bool IsPlaced(Rule rule) => (Projects(rule) ?? Spaces(rule)) is not null;

    private static IReadOnlyList<string>? Projects(Rule rule) =>
        rule.Filter.Conditions.OfType<ProjectsCondition>().FirstOrDefault()?.Projects;

    private static IReadOnlyList<string>? Spaces(Rule rule) =>
        rule.Filter.Conditions.OfType<SpacesCondition>().FirstOrDefault()?.Spaces;

    private static int[] Find(FrozenDictionary<string, int[]> index, string? key) =>
        key is not null && index.TryGetValue(key, out var found) ? found : [];

    private static FrozenDictionary<string, int[]> Index(IReadOnlyList<Rule> rules, Func<Rule, IReadOnlyList<string>?> keys) => rules
        .SelectMany((rule, i) => (keys(rule) ?? []).Distinct(StringComparer.Ordinal).Select(key => (Key: key, Position: i)))
        .GroupBy(entry => entry.Key, entry => entry.Position, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
}
