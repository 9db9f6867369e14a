namespace Notifications.Rules.Storing;

/// <summary>The durable record of every version of every rule that was written by API.</summary>
public interface IRuleStore
{
    /// <summary>A number that is another one after each change of any site. Cheap: it is asked several times a second.</summary>
    /// <exception cref="RuleStoreUnavailableException">The store can't be read; trying again is safe.</exception>
    Task<long> ReadRevisionAsync();

    /// <summary>The newest version of every rule of every site that is not deleted, in the order of sites and keys.</summary>
    /// <exception cref="RuleStoreUnavailableException">The store can't be read; trying again is safe.</exception>
    Task<StoredRevision> ReadNewestAsync();

    /// <summary>One version of a rule, or its newest.</summary>
    /// <exception cref="RuleStoreUnavailableException">The store can't be read; trying again is safe.</exception>
    Task<RuleVersion?> ReadAsync(string site, string key, long? version);

    /// <summary>Versions of a rule without their texts, newest first: those before a version, or the newest.</summary>
    /// <exception cref="RuleStoreUnavailableException">The store can't be read; trying again is safe.</exception>
    Task<IReadOnlyList<RuleVersion>> ReadVersionsAsync(string site, string key, long? before, int limit);

    /// <summary>How many rules of a site are not deleted.</summary>
    /// <exception cref="RuleStoreUnavailableException">The store can't be read; trying again is safe.</exception>
    Task<int> CountAsync(string site);

    /// <summary>Appends a version. The task ends when it is on disk.</summary>
    /// <exception cref="RuleStoreUnavailableException">
    /// It was not written, because the store can't be or because another writer wrote that version; or nobody knows.
    /// </exception>
    Task AppendAsync(string site, RuleVersion version);
}

/// <summary>The rules of all sites as of a revision.</summary>
public sealed record StoredRevision(long Revision, IReadOnlyList<StoredRule> Rules);

/// <summary>A rule of a site, in its newest version.</summary>
public sealed record StoredRule(string Site, RuleVersion Version);

/// <summary>The rules that were written by API can't be read or written at the moment.</summary>
public sealed class RuleStoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
