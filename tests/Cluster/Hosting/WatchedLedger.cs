using System.Collections.Concurrent;
using Notifications.Subjects;
using Notifications.Subjects.Dispatching;

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>The real ledger, which also tells when events of a subject of the default site are dispatched.</summary>
internal sealed class WatchedLedger(IDispatchLedger ledger) : IDispatchLedger
{
    private readonly ConcurrentDictionary<DispatchedEvent, TaskCompletionSource> _done = new();

    public Task DoneOfAsync(Subject subject, long sequence) => OfDefault(subject, sequence).Task.WaitAsync(TimeSpan.FromSeconds(20));

    public bool IsDone(Subject subject, long sequence) => OfDefault(subject, sequence).Task.IsCompleted;

    public Task<IReadOnlyList<long>> ReadAsync(string site, Subject subject) => ledger.ReadAsync(site, subject);

    public async Task DoneAsync(IReadOnlyList<DispatchedEvent> events)
    {
        await ledger.DoneAsync(events);
        foreach (var done in events)
            Of(done).TrySetResult();
    }

    public Task<IReadOnlyList<(string Site, Subject Subject)>> ReadOverdueAsync(DateTimeOffset acceptedBefore, int limit) =>
        ledger.ReadOverdueAsync(acceptedBefore, limit);

    // Other sites have subjects of the same name.
    private TaskCompletionSource OfDefault(Subject subject, long sequence) => Of(new DispatchedEvent(SiteName.Default, subject, sequence));

    private TaskCompletionSource Of(DispatchedEvent dispatched) =>
        _done.GetOrAdd(dispatched, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
