using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Events;
using Notifications.Rules;
using Notifications.Rules.Storing;
using Notifications.Storage;
using Notifications.Storage.Events;
using Notifications.Storage.Identities;
using Notifications.Storage.Rules;
using Notifications.Users.Identities;

namespace Notifications.Commands;

/// <summary>What the product has in its database: the log, the rules that were written by API, and who is who.</summary>
internal sealed class StoredProduct(SqlDatabase database)
{
    public IPastEvents Past { get; } = new SqlPastEvents(database);

    /// <summary>The rules in force, as the product merges them: those that were written by API, then those of the files.</summary>
    /// <exception cref="RuleStoreUnavailableException">The database can't be read.</exception>
    public async Task<RuleSet> InForceAsync(RuleFiles files)
    {
        var stored = new StoredRules(new SqlRuleStore(database), NullLogger<StoredRules>.Instance);
        await stored.ReadAsync();
        var merge = new RuleMerge();
        stored.AddTo(merge);
        files.AddTo(merge);
        return new RuleSet([.. merge.Rules.Select(merged => merged.Rule)]);
    }

    /// <exception cref="IdentityStoreUnavailableException">The database can't be read.</exception>
    public async Task<IdentityDirectory> IdentitiesAsync()
    {
        var identities = new IdentityDirectory();
        using var reading = new IdentityRefresh(
            new SqlIdentityStore(database, TimeProvider.System), identities, TimeProvider.System, NullLogger<IdentityRefresh>.Instance);
        await reading.RefreshAsync();
        return identities;
    }
}
