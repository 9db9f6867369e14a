using Notifications.Storage;

namespace Notifications.Users.Inbox;

/// <summary>The inboxes and user contexts of all users. Each context has one writer, its grain.</summary>
public interface IInboxStore
{
    /// <summary>Reads what is known of a user, without the inbox.</summary>
    /// <exception cref="StoreUnavailableException">It could not be read.</exception>
    Task<ContextSnapshot> LoadAsync(string site, string user);

    /// <summary>
    /// Reads what is known of a user once no commit of it is under way any more: one that nobody waits for may still end.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be read.</exception>
    Task<ContextSnapshot> SettleAsync(string site, string user);

    /// <summary>
    /// Does one change of a context, together with those of others; ends when it is on disk. One whose
    /// <see cref="ContextCommit.Version"/> is not the context's changes nothing: see <see cref="ContextCommitted.IsFenced"/>.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nobody knows whether it was written.</exception>
    Task<ContextCommitted> CommitAsync(ContextCommit commit);

    /// <summary>Reads a page of an inbox, newest first.</summary>
    /// <exception cref="StoreUnavailableException">It could not be read.</exception>
    Task<InboxRows> ListAsync(string site, string user, InboxQuery query);

    /// <summary>Reads what a user's inbox has to have done, and when.</summary>
    /// <exception cref="StoreUnavailableException">It could not be read.</exception>
    Task<InboxDue> ReadDueAsync(string site, string user);

    /// <summary>Reads which contexts have something to do by a time, the longest overdue first.</summary>
    /// <exception cref="StoreUnavailableException">It could not be read.</exception>
    Task<IReadOnlyList<(string Site, string User)>> ReadDueUsersAsync(DateTimeOffset due, int limit);
}

/// <summary>A page of an inbox.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="MayBeMore">Whether the next page has something.</param>
public sealed record InboxRows(IReadOnlyList<InboxItem> Items, bool MayBeMore);

/// <summary>What an inbox has to have done.</summary>
/// <param name="Snoozed">Until when the next of it is snoozed.</param>
/// <param name="Oldest">When the oldest of it that is not saved arrived.</param>
public sealed record InboxDue(DateTimeOffset? Snoozed, DateTimeOffset? Oldest);
