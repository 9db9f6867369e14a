namespace Notifications.DeadLetters;

/// <summary>What could not be taken, decided or delivered; bounded for each site, the oldest go first.</summary>
public interface IDeadLetterStore
{
    /// <summary>Adds one, or counts it once more where one of this id is there.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">It may not be there.</exception>
    Task AddAsync(DeadLetter letter);

    /// <summary>Lists a site's, newest first, without bodies.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">They could not be read.</exception>
    Task<IReadOnlyList<DeadLetter>> ListAsync(string site, DeadLetterQuery query);

    /// <summary>One of them, with its body; <see langword="null"/> where there is none.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">It could not be read.</exception>
    Task<DeadLetter?> FindAsync(string site, string id);

    /// <summary>Takes one out, unless it ended there once more than it says.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">It may be there still.</exception>
    Task RemoveAsync(DeadLetter letter);

    /// <summary>Takes one out, and with it a notification that was never delivered and is not going to be.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">It may be there still.</exception>
    Task<bool> DiscardAsync(string site, string id);

    /// <summary>Does that for all that could not be delivered to a user, and answers with how many there were.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">They may be there still.</exception>
    Task<int> DiscardOfUserAsync(string site, string user);
}
