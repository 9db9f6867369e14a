using Notifications.Storage;
using Notifications.Subjects;

namespace Notifications.Users.Kept;

/// <summary>
/// The inbox table as the queue of the kept lane: a row waits until its user context has taken it, and the same write that
/// says so puts it into the inbox.
/// </summary>
public interface IKeptQueue
{
    /// <summary>
    /// Adds a notification for a user; ends when it is on disk. One that is there already, or is there in a newer revision, is
    /// left as it is.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nobody knows whether it was written; trying again is safe.</exception>
    Task EnqueueAsync(KeptEntry entry);

    /// <summary>
    /// Reads the rows that wait and are due, in the order in which they were added and those that failed last. Which rows wait is a
    /// property of the row and not of its position: one that is committed after one with a greater position is found all the same.
    /// </summary>
    /// <param name="slots">Whose rows.</param>
    /// <param name="now">Rows that are due later are left out.</param>
    /// <param name="except">What is left out besides.</param>
    /// <param name="limit">The most rows.</param>
    /// <exception cref="StoreUnavailableException">They could not be read.</exception>
    Task<IReadOnlyList<QueuedNotification>> ReadAsync(KeptSlots slots, DateTimeOffset now, KeptExceptions except, int limit);

    /// <summary>Reads the rows of a user that never came into the inbox: those that wait, and those that could not be delivered.</summary>
    /// <param name="site">The site.</param>
    /// <param name="user">The user.</param>
    /// <param name="after">Only those with a greater position.</param>
    /// <param name="limit">The most rows.</param>
    /// <exception cref="StoreUnavailableException">They could not be read.</exception>
    Task<IReadOnlyList<QueuedNotification>> ReadOfUserAsync(string site, string user, long after, int limit);

    /// <summary>What else waits, how much and until when.</summary>
    /// <exception cref="StoreUnavailableException">It could not be read.</exception>
    Task<KeptBacklog> ReadBacklogAsync(KeptSlots slots, DateTimeOffset now);

    /// <summary>
    /// Notes that rows could not be delivered: each waits for its next try, or, after as many as are allowed, waits no more
    /// until it is sent again. Answers with those that wait no more.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nobody knows whether it was written; what it counted then is one try too many.</exception>
    Task<IReadOnlyList<QueuedNotification>> FailAsync(IReadOnlyCollection<long> positions, int maxTries, DateTimeOffset nextTry);

    /// <summary>Lets a row wait for delivery again, now. Answers whether there is one.</summary>
    /// <exception cref="StoreUnavailableException">Nobody knows whether it was written; trying again is safe.</exception>
    Task<bool> RequeueAsync(string site, string user, string id);

    /// <summary>Those of the subjects about which something is snoozed until a word comes true.</summary>
    /// <exception cref="StoreUnavailableException">They could not be read.</exception>
    Task<IReadOnlyCollection<Subject>> FindSnoozedAsync(string site, IReadOnlyCollection<Subject> subjects);

    /// <summary>
    /// Lets the notifications about a subject that are snoozed for one of the words be delivered again, so that their user
    /// contexts bring them back.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nobody knows whether it was written; trying again is safe.</exception>
    Task WakeAsync(string site, Subject subject, IReadOnlyCollection<string> words);
}

/// <summary>A notification on its way into an inbox.</summary>
/// <param name="Site">The site.</param>
/// <param name="User">The recipient.</param>
/// <param name="Slot">The recipient's slot: see <see cref="KeptSlots"/>.</param>
/// <param name="Notification">What is kept.</param>
public sealed record KeptEntry(string Site, string User, int Slot, KeptNotification Notification);

/// <summary>A row that waits for delivery.</summary>
/// <param name="Position">Its number in the table.</param>
/// <param name="Site">The site.</param>
/// <param name="User">The recipient.</param>
/// <param name="Id">The notification's id.</param>
/// <param name="Tries">How often its delivery failed.</param>
/// <param name="Notification">What is kept; <see langword="null"/> where the row can't be read.</param>
public sealed record QueuedNotification(long Position, string Site, string User, string Id, int Tries, KeptNotification? Notification);

/// <summary>What is left out when rows that wait are read.</summary>
/// <param name="Positions">Rows that are on their way already.</param>
/// <param name="Users">The <see cref="UserKey"/>s of those who have enough on its way.</param>
public sealed record KeptExceptions(IReadOnlyCollection<long> Positions, IReadOnlyCollection<string> Users)
{
    /// <summary>Leaves out nothing.</summary>
    public static readonly KeptExceptions None = new([], []);
}

/// <summary>What waits.</summary>
/// <param name="Waiting">How many rows are due.</param>
/// <param name="NextDue">When the next of the others is; <see langword="null"/> where there is none.</param>
public sealed record KeptBacklog(long Waiting, DateTimeOffset? NextDue);
