namespace Notifications.DeadLetters;

/// <summary>What could not be taken, decided or delivered; bounded for each site, the oldest go first.</summary>
public interface IDeadLetterStore
{
    /// <summary>Adds one, or counts it once more where one of this id is there.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">It may not be there.</exception>
    Task AddAsync(DeadLetter letter);

    /// <summary>Lists a site's, newest first, without bodies.</summary>
    /// <param name="site">The site.</param>
    /// <param name="kind">Of this kind only.</param>
    /// <param name="source">Of this source only.</param>
    /// <param name="before">Those that ended before; the last of the page before.</param>
    /// <param name="limit">The most of a page.</param>
    Task<IReadOnlyList<DeadLetter>> ListAsync(string site, DeadLetterKind? kind, string? source, DateTimeOffset? before, int limit);

    /// <summary>One of them, with its body; <see langword="null"/> where there is none.</summary>
    Task<DeadLetter?> FindAsync(string site, string id);

    /// <summary>Takes one out.</summary>
    Task<bool> RemoveAsync(string site, string id);
}
