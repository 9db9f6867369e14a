using System.Collections.Frozen;

namespace Notifications.Rules;

/// <summary>The rules in force at a moment; it never changes.</summary>
internal sealed class RuleSet
{
    public static readonly RuleSet Empty = new([]);

    private readonly FrozenDictionary<(string Site, string Type), Candidates> _byType;

    public RuleSet(IReadOnlyList<Rule> rules)
    {
        Rules = rules;
        _byType = rules
            .SelectMany(rule => rule.Events.Distinct(StringComparer.Ordinal).Select(type => (rule.Site, Type: type, Rule: rule)))
            .GroupBy(entry => (entry.Site, entry.Type), entry => entry.Rule)
            .ToFrozenDictionary(group => group.Key, group => new Candidates([.. group]));
    }

    /// <summary>All rules, in the order of their files.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The rules that an event of this site, source and type may match; rules for other events cost nothing.</summary>
    public IReadOnlyList<Rule> For(string site, string source, string type) =>
        _byType.TryGetValue((site, type), out var candidates) ? candidates.For(source) : [];

    private sealed class Candidates
    {
        private readonly Rule[] _ofEverySource;
        private readonly FrozenDictionary<string, Rule[]> _bySource;

        public Candidates(Rule[] rules)
        {
            _ofEverySource = [.. rules.Where(rule => rule.Sources is null)];
            _bySource = rules
                .SelectMany(rule => rule.Sources ?? [])
                .Distinct(StringComparer.Ordinal)
                .ToFrozenDictionary(source => source, source => rules.Where(rule => IsFor(rule, source)).ToArray(), StringComparer.Ordinal);
        }

        public Rule[] For(string source) => _bySource.GetValueOrDefault(source, _ofEverySource);

        private static bool IsFor(Rule rule, string source) =>
            rule.Sources is null || rule.Sources.Contains(source, StringComparer.Ordinal);
    }
}
