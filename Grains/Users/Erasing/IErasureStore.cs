using Notifications.Users.Identities;

namespace Notifications.Users.Erasing;

/// <summary>Keeps that persons were erased, without keeping who: of each name a hash.</summary>
public interface IErasureStore
{
    /// <summary>Adds the names of one person; those that are there stay.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">Nobody knows whether it was written; trying again is safe.</exception>
    Task AddAsync(string site, IReadOnlyList<ErasedName> names);

    /// <summary>Takes out all names of the person who has this one; <see langword="false"/> where nobody has.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">Nobody knows whether it was written; trying again is safe.</exception>
    Task<bool> LiftAsync(string site, string hash);

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
