using System.Collections.Concurrent;
using Notifications.Storage;
using Notifications.Subjects;
using Notifications.Users;
using Notifications.Users.Inbox;
using Notifications.Users.Kept;

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>The real queue, which does not take what is for some users, or is away for them a number of times.</summary>
internal sealed class FailingQueue(IKeptQueue queue) : IKeptQueue
{
    private readonly ConcurrentDictionary<string, Exception> _failing = new();
    private readonly ConcurrentDictionary<string, int> _tries = new();

    public void RefuseFor(string user) => _failing[user] = new StoreRefusedException("It does not fit.");

    public void BeAwayFor(string user) => _failing[user] = new StoreUnavailableException("Away.");

    /// <summary>How often something was tried for a user while that failed.</summary>
    public int TriesOf(string user) => _tries.GetValueOrDefault(user);

    public Task EnqueueAsync(KeptEntry entry)
    {
        if (!_failing.TryGetValue(entry.User, out var failure))
            return queue.EnqueueAsync(entry);
        // A store that is away comes back.
        if (_tries.AddOrUpdate(entry.User, 1, static (_, tries) => tries + 1) > KeptLane.MaxTries && failure is StoreUnavailableException)
            _failing.TryRemove(entry.User, out _);
        return Task.FromException(failure);
    }

    public Task<IReadOnlyList<QueuedNotification>> ReadAsync(KeptSlots slots, DateTimeOffset now, KeptExceptions except, int limit) =>
        queue.ReadAsync(slots, now, except, limit);

    public Task<IReadOnlyList<QueuedNotification>> ReadOfUserAsync(string site, string user, long after, int limit) =>
        queue.ReadOfUserAsync(site, user, after, limit);

    public Task<KeptBacklog> ReadBacklogAsync(KeptSlots slots, DateTimeOffset now) => queue.ReadBacklogAsync(slots, now);

    public Task<IReadOnlyList<QueuedNotification>> FailAsync(IReadOnlyCollection<long> positions, int maxTries, DateTimeOffset nextTry) =>
        queue.FailAsync(positions, maxTries, nextTry);

    public Task<bool> RequeueAsync(string site, string user, string id) => queue.RequeueAsync(site, user, id);

    public Task<IReadOnlyCollection<Subject>> FindSnoozedAsync(string site, IReadOnlyCollection<Subject> subjects) =>
        queue.FindSnoozedAsync(site, subjects);

    public Task WakeAsync(string site, Subject subject, IReadOnlyCollection<string> words) => queue.WakeAsync(site, subject, words);
}

/// <summary>The real inboxes, which are away for some users a number of times, and whose answer to a commit can be lost.</summary>
internal sealed class FailingInboxes(IInboxStore store) : IInboxStore
{
    private readonly ConcurrentDictionary<string, int> _loads = new();
    private readonly ConcurrentDictionary<string, int> _commits = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _back = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _losing = new();

    public void BeAwayFor(string user, int loads, int commits) => (_loads[user], _commits[user]) = (loads, commits);

    /// <summary>Ends when something of a user was written.</summary>
    public Task BackForAsync(string user) => Back(user).Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Loses the answer to the user's next commit; ends when it has.</summary>
    public Task LoseAnswerAsync(string user) =>
        (_losing[user] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(TimeSpan.FromSeconds(20));

    public Task<ContextSnapshot> LoadAsync(string site, string user) =>
        IsAway(_loads, user) ? throw new StoreUnavailableException("Away.") : store.LoadAsync(site, user);

    public async Task<ContextCommitted> CommitAsync(ContextCommit commit)
    {
        if (IsAway(_commits, commit.User))
            throw new StoreUnavailableException("Away.");
        var done = await store.CommitAsync(commit);
        Back(commit.User).TrySetResult();
        if (!_losing.TryRemove(commit.User, out var lost))
            return done;
        lost.SetResult();
        throw new StoreUnavailableException("The connection is gone.");
    }

    public Task<ContextSnapshot> SettleAsync(string site, string user) => store.SettleAsync(site, user);

    public Task<InboxRows> ListAsync(string site, string user, InboxQuery query) => store.ListAsync(site, user, query);

    public Task<InboxDue> ReadDueAsync(string site, string user) => store.ReadDueAsync(site, user);

    public Task<IReadOnlyList<(string Site, string User)>> ReadDueUsersAsync(DateTimeOffset due, int limit) => store.ReadDueUsersAsync(due, limit);

    private TaskCompletionSource Back(string user) =>
        _back.GetOrAdd(user, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private static bool IsAway(ConcurrentDictionary<string, int> left, string user) =>
        left.ContainsKey(user) && left.AddOrUpdate(user, 0, static (_, times) => times - 1) >= 0;
}
