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
    /// Reads the rows of a queue that wait and are due, in the order in which they were added. Which rows wait is a property of
    /// the row and not of its position: one that is committed after one with a greater position is found all the same.
    /// </summary>
    /// <param name="queue">The queue.</param>
    /// <param name="now">Rows that are due later are left out.</param>
    /// <param name="except">The positions of the rows that are on their way already.</param>
    /// <param name="limit">The most rows.</param>
    Task<IReadOnlyList<QueuedNotification>> ReadAsync(int queue, DateTimeOffset now, IReadOnlyCollection<long> except, int limit);

    /// <summary>When the next row that waits is due; <see langword="null"/> where none waits.</summary>
    Task<DateTimeOffset?> NextDueAsync(int queue, DateTimeOffset after);

    /// <summary>
    /// Notes that rows could not be delivered: each waits for its next try, or, after as many as are allowed, waits no more
    /// until it is sent again. Answers with those that wait no more.
    /// </summary>
    Task<IReadOnlyList<QueuedNotification>> FailAsync(IReadOnlyCollection<long> positions, int maxTries, DateTimeOffset nextTry);

    /// <summary>Lets a row wait for delivery again, now.</summary>
    Task<bool> RequeueAsync(string site, string user, string id);

    /// <summary>
    /// Lets the notifications about a subject that are snoozed for one of the words be delivered again, so that their user
    /// contexts bring them back.
    /// </summary>
    Task WakeAsync(string site, Subject subject, IReadOnlyCollection<string> words);
}

/// <summary>A notification on its way into an inbox.</summary>
/// <param name="Site">The site.</param>
/// <param name="User">The recipient.</param>
/// <param name="Queue">The queue of the recipient's stream.</param>
/// <param name="Notification">What is kept.</param>
public sealed record KeptEntry(string Site, string User, int Queue, KeptNotification Notification);

/// <summary>A row that waits for delivery.</summary>
/// <param name="Position">Its number in the table.</param>
/// <param name="Site">The site.</param>
/// <param name="User">The recipient.</param>
/// <param name="Tries">How often its delivery failed.</param>
/// <param name="Notification">What is kept.</param>
public sealed record QueuedNotification(long Position, string Site, string User, int Tries, KeptNotification Notification);
