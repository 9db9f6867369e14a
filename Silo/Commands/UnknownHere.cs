using Notifications.Rules;
using Notifications.Rules.Notifying;
using Notifications.Rules.Trials;

namespace Notifications.Commands;

/// <summary>Says what a trial of files can't know: what only the configuration of the running product says.</summary>
internal static class UnknownHere
{
    public static IEnumerable<string> Of(TrialPlan plan)
    {
        Rule[] rules = [.. plan.InForce.Rules.Concat(plan.Draft.Rules).DistinctBy(rule => (rule.Key, rule.Version))];
        if (Keys(rules.Where(NamesGroup)) is { } ofGroups)
            yield return $"Groups are in the product's configuration, which is not read: their members are not among the people of {ofGroups}. Ask the product by --url.";
        if (Keys(rules.Where(rule => rule.Backend is not null)) is { } ofBackends)
            yield return $"Backend logic is in the product's configuration, which is not read: it counts as not asked by {ofBackends}, as if the rule itself told. Ask the product by --url.";
    }

    private static bool NamesGroup(Rule rule) => rule.Notice?.To.Persons.Any(person => person is GroupAddressee) ?? false;

    private static string? Keys(IEnumerable<Rule> rules)
    {
        string[] keys = [.. rules.Select(rule => rule.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return keys.Length == 0 ? null : string.Join(", ", keys);
    }
}
