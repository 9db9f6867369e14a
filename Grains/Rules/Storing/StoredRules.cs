using Microsoft.Extensions.Logging;
using Notifications.Rules.Loading;

namespace Notifications.Rules.Storing;

/// <summary>The rules that were written by API, as this silo last read them.</summary>
internal sealed partial class StoredRules(IRuleStore store, ILogger<StoredRules> logger)
{
    private readonly ILogger<StoredRules> _logger = logger;
    private IReadOnlyList<StoredRuleState> _rules = [];
    private long? _revision;

    /// <summary>The rules, in the order of sites and keys.</summary>
    public IReadOnlyList<StoredRuleState> Rules => Volatile.Read(ref _rules);

    /// <summary>Reads them where a silo has changed them. Answers whether there was anything new. One call at a time.</summary>
    /// <exception cref="RuleStoreUnavailableException">They can't be read, and stay as they are.</exception>
    public async Task<bool> ReadAsync()
    {
        if (_revision is { } known && await store.ReadRevisionAsync() == known)
            return false;
        var read = await store.ReadNewestAsync();
        var before = Rules;
        var unchanged = before.ToDictionary(rule => (rule.Site, rule.Version.Key, rule.Version.Version));
        var rules = read.Rules
            .Select(rule => unchanged.GetValueOrDefault((rule.Site, rule.Version.Key, rule.Version.Version)) ?? Load(rule))
            .ToList();
        Volatile.Write(ref _rules, rules);
        _revision = read.Revision;
        return !rules.SequenceEqual(before);
    }

    /// <summary>Adds those that are without errors.</summary>
    public void AddTo(RuleMerge merge)
    {
        foreach (var rule in Rules.Where(rule => rule.Content.Errors.Count == 0))
            merge.TryAdd(rule.Content.Rules[0], new RuleOrigin(File: null, rule.Version));
    }

    private StoredRuleState Load(StoredRule stored)
    {
        var state = new StoredRuleState(stored.Site, stored.Version, StoredRuleText.Read(stored.Site, stored.Version.Key, stored.Version.Text!));
        foreach (var error in state.Content.Errors)
            LogNotInForce(stored.Site, stored.Version.Version, error);
        return state;
    }
}

/// <summary>A version that is the newest of its rule, and what its text says.</summary>
internal sealed record StoredRuleState(string Site, RuleVersion Version, RuleFileContent Content);
