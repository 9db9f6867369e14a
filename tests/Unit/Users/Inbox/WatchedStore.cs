using Notifications.Storage;
using Notifications.Users;
using Notifications.Users.Inbox;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>The real store, with something that happens before and after each commit.</summary>
internal sealed class WatchedStore(IInboxStore store) : IInboxStore
{
    /// <summary>Called before a commit; what it answers is called after it.</summary>
    public Func<Action<ContextCommitted>> Committing { get; set; } = () => _ => { };

    /// <summary>How many more commits are made; later ones fail as where the store is away.</summary>
    public int Left { get; set; } = int.MaxValue;

    public Task<ContextSnapshot> LoadAsync(string site, string user) => store.LoadAsync(site, user);

    public Task<ContextSnapshot> SettleAsync(string site, string user) => store.SettleAsync(site, user);

    public async Task<ContextCommitted> CommitAsync(ContextCommit commit)
    {
        if (Left-- <= 0)
            throw new StoreUnavailableException("Away.");
        var committed = Committing();
        var done = await store.CommitAsync(commit);
        committed(done);
        return done;
    }

    public Task<InboxRows> ListAsync(string site, string user, InboxQuery query) => store.ListAsync(site, user, query);

    public Task<InboxDue> ReadDueAsync(string site, string user) => store.ReadDueAsync(site, user);

    public Task<IReadOnlyList<(string Site, string User)>> ReadDueUsersAsync(DateTimeOffset due, int limit) => store.ReadDueUsersAsync(due, limit);
}
