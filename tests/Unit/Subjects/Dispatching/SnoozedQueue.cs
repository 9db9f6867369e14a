using Notifications.Storage;
using Notifications.Subjects;
using Notifications.Users.Kept;

namespace Notifications.Tests.Unit.Subjects.Dispatching;

/// <summary>A queue of which only what is snoozed is asked.</summary>
internal sealed class SnoozedQueue : IKeptQueue
{
    /// <summary>About which subject something is snoozed.</summary>
    public Subject? About { get; set; }

    public bool IsFailing { get; set; }

    public List<(Subject Subject, string Word)> Woken { get; } = [];

    public Task<IReadOnlyCollection<Subject>> FindSnoozedAsync(string site, IReadOnlyCollection<Subject> subjects) =>
        Task.FromResult<IReadOnlyCollection<Subject>>([.. subjects.Where(subject => subject == About)]);

    public Task WakeAsync(string site, Subject subject, IReadOnlyCollection<string> words)
    {
        if (IsFailing)
            throw new StoreUnavailableException("The disk is full.");
        Woken.AddRange(words.Select(word => (subject, word)));
        return Task.CompletedTask;
    }

    public Task EnqueueAsync(KeptEntry entry) => throw new NotSupportedException();

    public Task<IReadOnlyList<QueuedNotification>> ReadAsync(KeptSlots slots, DateTimeOffset now, KeptExceptions except, int limit) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<QueuedNotification>> ReadOfUserAsync(string site, string user, long after, int limit) =>
        throw new NotSupportedException();

    public Task<KeptBacklog> ReadBacklogAsync(KeptSlots slots, DateTimeOffset now) => throw new NotSupportedException();

    public Task<IReadOnlyList<QueuedNotification>> FailAsync(IReadOnlyCollection<long> positions, int maxTries, DateTimeOffset nextTry) =>
        throw new NotSupportedException();

    public Task<bool> RequeueAsync(string site, string user, string id) => throw new NotSupportedException();
}
