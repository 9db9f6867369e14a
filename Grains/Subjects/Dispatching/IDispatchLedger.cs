namespace Notifications.Subjects.Dispatching;

/// <summary>
/// Which events were accepted while not all that follows from them is on disk. The event log adds an event in the transaction
/// that accepts it, so that none can be forgotten.
/// </summary>
public interface IDispatchLedger
{
    /// <summary>The sequences of a subject's events that are not dispatched, in their order.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">They could not be read; trying again is safe.</exception>
    Task<IReadOnlyList<long>> ReadAsync(string site, Subject subject);

    /// <summary>Takes out events that are dispatched; ends when that is on disk.</summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">Nobody knows whether it was written; trying again is safe.</exception>
    Task DoneAsync(IReadOnlyList<DispatchedEvent> events);

    /// <summary>Subjects with events that were accepted before a moment and are not dispatched, the longest overdue first.</summary>
    /// <param name="acceptedBefore">The moment.</param>
    /// <param name="limit">The most subjects.</param>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">They could not be read; trying again is safe.</exception>
    Task<IReadOnlyList<(string Site, Subject Subject)>> ReadOverdueAsync(DateTimeOffset acceptedBefore, int limit);
}

/// <summary>An event of which all that follows is on disk.</summary>
/// <param name="Site">The subject's site.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Sequence">The event's sequence.</param>
public readonly record struct DispatchedEvent(string Site, Subject Subject, long Sequence);
