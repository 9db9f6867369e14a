namespace Notifications.Users.Identities;

/// <summary>The durable record of who is who.</summary>
public interface IIdentityStore
{
    /// <summary>The names of all persons who have one of these names.</summary>
    /// <exception cref="IdentityStoreUnavailableException">The store can't be read; trying again is safe.</exception>
    Task<IReadOnlyList<OwnedName>> FindAsync(string site, IReadOnlyCollection<Identifier> names);

    /// <summary>How many persons a site has.</summary>
    /// <exception cref="IdentityStoreUnavailableException">The store can't be read; trying again is safe.</exception>
    Task<int> CountAsync(string site);

    /// <summary>Writes all of the changes, or none.</summary>
    /// <returns>The version that the changed names have now, greater than any before it.</returns>
    /// <exception cref="IdentityConflictException">A name is not any more as it was when it was read.</exception>
    /// <exception cref="IdentityStoreUnavailableException">Nobody knows whether it was written; read again.</exception>
    Task<long> WriteAsync(string site, IReadOnlyList<NameChange> changes);

    /// <summary>
    /// The names of all sites that were changed after a version, in the order of their versions; no name of a version is left out
    /// because of the limit. From version 0 on, names that are nobody's are left out; they count for the limit all the same.
    /// </summary>
    /// <exception cref="IdentityStoreUnavailableException">The store can't be read; trying again is safe.</exception>
    Task<IdentityChanges> ReadChangesAsync(long after, int limit);
}

/// <summary>A part of what has changed.</summary>
/// <param name="Names">The names as they are now.</param>
/// <param name="Version">The version up to which this is everything.</param>
/// <param name="MayBeMore">Whether to read on from there.</param>
public sealed record IdentityChanges(IReadOnlyList<OwnedName> Names, long Version, bool MayBeMore);

/// <summary>A name as the store has it.</summary>
/// <param name="Site">The site in which it is a name.</param>
/// <param name="Identifier">The name.</param>
/// <param name="User">Whose it is; <see langword="null"/> once it is nobody's.</param>
/// <param name="Origin">Who said so.</param>
/// <param name="Since">Since when it is this user's.</param>
/// <param name="Version">The version of its last change.</param>
public sealed record OwnedName(
    string Site, Identifier Identifier, string? User, IdentityOrigin Origin, DateTimeOffset Since, long Version);

/// <summary>A name that gets another owner, or none.</summary>
/// <param name="Identifier">The name.</param>
/// <param name="User">Whose it will be; <see langword="null"/> for nobody's.</param>
/// <param name="Origin">Who says so.</param>
/// <param name="Since">Since when it is this user's.</param>
/// <param name="Before">The version that it was read with; 0 where the store did not know it or it was nobody's.</param>
public sealed record NameChange(Identifier Identifier, string? User, IdentityOrigin Origin, DateTimeOffset Since, long Before);

/// <summary>A name is not any more as it was read: there is another writer.</summary>
public sealed class IdentityConflictException(string site)
    : Exception($"The identities of '{site}' were written by another activation.");

/// <summary>The store of identities cannot be reached at the moment.</summary>
public sealed class IdentityStoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
