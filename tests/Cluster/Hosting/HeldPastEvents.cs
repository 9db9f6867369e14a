using System.Collections.Concurrent;
using Notifications.Events;
using Notifications.Subjects;

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>The real past, which a test can hold back for one of its sites.</summary>
internal sealed class HeldPastEvents(IPastEvents past) : IPastEvents
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _held = new();

    public void Hold(string site) => _held[site] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release(string site) => _held[site].TrySetResult();

    public Task<IReadOnlyList<PastPlace>> ListAsync(PastRange range, PastPlace? after, int limit, CancellationToken cancellationToken) =>
        past.ListAsync(range, after, limit, cancellationToken);

    public async Task<IReadOnlyList<LoggedEvent>> ReadAsync(
        PastRange range, Subject subject, long after, int limit, CancellationToken cancellationToken)
    {
        if (_held.TryGetValue(range.Site, out var held))
            await held.Task.WaitAsync(cancellationToken);
        return await past.ReadAsync(range, subject, after, limit, cancellationToken);
    }

    public Task<IReadOnlyList<LoggedEvent>> ReadBeforeAsync(
        string site, Subject subject, long sequence, int limit, int maxBytes, CancellationToken cancellationToken) =>
        past.ReadBeforeAsync(site, subject, sequence, limit, maxBytes, cancellationToken);

    public Task<IReadOnlyList<LoggedEvent>> FindAsync(string site, string id, CancellationToken cancellationToken) =>
        past.FindAsync(site, id, cancellationToken);
}
