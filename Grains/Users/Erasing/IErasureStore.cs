using Notifications.Users.Identities;

namespace Notifications.Users.Erasing;

/// <summary>
/// Keeps what is left to do to erase persons and, once it is done, that they were erased, without keeping who: of each name a hash.
/// </summary>
public interface IErasureStore
{
    /// <summary>
    /// Begins to erase a person, or adds names to an erasing that is not done: from here on they are known as erased, and what is left
    /// to do is on disk. <see langword="null"/> where nothing at all is known of the person.
    /// </summary>
    /// <param name="site">The site.</param>
    /// <param name="user">The user id.</param>
    /// <param name="names">The names that are known.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">Nobody knows whether it was written; trying again is safe.</exception>
    Task<Erasure?> BeginAsync(string site, string user, IReadOnlyList<Identifier> names, DateTimeOffset now);

    /// <summary>Notes that it is done, and forgets the names.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">Nobody knows whether it was written; trying again is safe.</exception>
    Task<Erasure?> EndAsync(string site, string owner, DateTimeOffset now);

    /// <summary>Takes out what is known of an erased person; <see langword="false"/> where nothing is.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">Nobody knows whether it was written; trying again is safe.</exception>
    Task<bool> LiftAsync(string site, string owner);

    /// <summary>An erasing; <see langword="null"/> where there is none.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">It could not be read; trying again is safe.</exception>
    Task<Erasure?> FindAsync(string site, string owner);

    /// <summary>The <see cref="Erasure.Owner"/> of the erased person who had a name, of any kind; <see langword="null"/> where nobody had.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">It could not be read; trying again is safe.</exception>
    Task<string?> FindOwnerAsync(string site, string name);

    /// <summary>The erasings that are not done, the oldest first.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">They could not be read; trying again is safe.</exception>
    Task<IReadOnlyList<(string Site, string Owner)>> ReadOpenAsync(int limit);

    /// <summary>All names of all sites; <see langword="null"/> where nothing changed since a version.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">They could not be read; trying again is safe.</exception>
    Task<Erasures?> ReadAsync(long since);
}

/// <summary>A name of an erased person.</summary>
/// <param name="Hash">Of the name, its kind and its site.</param>
/// <param name="Kind">Which sort of name it was.</param>
/// <param name="Owner">Tells which names were one person's: the hash of the user id.</param>
public sealed record ErasedName(string Hash, IdentifierKind Kind, string Owner);

/// <summary>The names of erased persons.</summary>
/// <param name="Names">By site.</param>
/// <param name="Version">Grows with each change.</param>
public sealed record Erasures(ILookup<string, ErasedName> Names, long Version);
