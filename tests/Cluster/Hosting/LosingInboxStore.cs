using System.Collections.Concurrent;
using Notifications.Storage;
using Notifications.Users.Inbox;

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>The real inboxes, whose answer to a user's next commit can be lost.</summary>
internal sealed class LosingInboxStore(IInboxStore store) : IInboxStore
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _losing = new();

    /// <summary>Loses the answer to the user's next commit; ends when it has.</summary>
    public Task LoseAnswerAsync(string user) =>
        (_losing[user] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(TimeSpan.FromSeconds(20));

    public async Task<ContextCommitted> CommitAsync(ContextCommit commit)
    {
        var done = await store.CommitAsync(commit);
        if (!_losing.TryRemove(commit.User, out var lost))
            return done;
        lost.SetResult();
        throw new StoreUnavailableException("The connection is gone.");
    }

    public Task<ContextSnapshot> LoadAsync(string site, string user) => store.LoadAsync(site, user);

    public Task<ContextSnapshot> SettleAsync(string site, string user) => store.SettleAsync(site, user);

    public Task<InboxRows> ListAsync(string site, string user, InboxQuery query) => store.ListAsync(site, user, query);

    public Task<InboxDue> ReadDueAsync(string site, string user) => store.ReadDueAsync(site, user);

    public Task<IReadOnlyList<(string Site, string User)>> ReadDueUsersAsync(DateTimeOffset due, int limit) => store.ReadDueUsersAsync(due, limit);
}
