using System.Collections.Frozen;
using Notifications.Rules.Deciding;
using Notifications.Rules.Indexing;

namespace Notifications.Rules;

/// <summary>The rules in force at a moment; it never changes.</summary>
internal sealed class RuleSet
{
    public static readonly RuleSet Empty = new([]);

    private readonly FrozenDictionary<(string Site, string Type), BySource> _byType;

    public RuleSet(IReadOnlyList<Rule> rules)
    {
        Rules = rules;
        _byType = rules
            .SelectMany(rule => rule.Events.Concat(rule.Events.SelectMany(ImpliedTypes.CarriersOf)).Distinct(StringComparer.Ordinal).Select(type => (rule.Site, Type: type, Rule: rule)))
            .GroupBy(entry => (entry.Site, entry.Type), entry => entry.Rule)
            .ToFrozenDictionary(group => group.Key, group => new BySource([.. group]));
    }

    /// <summary>All rules, in the order of their files.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The rules for events of this site, source and type; rules for other events cost nothing.</summary>
    public RuleCandidates For(string site, string source, string type) =>
        _byType.TryGetValue((site, type), out var sources) ? sources.For(source) : RuleCandidates.None;

    private sealed class BySource
    {
        private readonly RuleCandidates _ofOtherSources;
        private readonly FrozenDictionary<string, RuleCandidates> _bySource;

        public BySource(Rule[] rules)
        {
            _ofOtherSources = new RuleCandidates([.. rules.Where(rule => rule.Sources is null)]);
            _bySource = rules
                .SelectMany(rule => rule.Sources ?? [])
                .Distinct(StringComparer.Ordinal)
                .ToFrozenDictionary(
                    source => source,
                    source => new RuleCandidates([.. rules.Where(rule => rule.Sources?.Contains(source, StringComparer.Ordinal) ?? true)]),
                    StringComparer.Ordinal);
        }

        public RuleCandidates For(string source) => _bySource.GetValueOrDefault(source, _ofOtherSources);
    }
}
