using System.Collections.Concurrent;
using Notifications.Events;
using Notifications.Subjects;

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>The real log, which also counts how often a subject was read: once for each start of its grain.</summary>
internal sealed class CountingEventLog(IEventLog log) : IEventLog
{
    private readonly ConcurrentDictionary<Subject, int> _reads = new();

    public string Epoch => log.Epoch;

    public int ReadsOf(Subject subject) => _reads.GetValueOrDefault(subject);

    public Task<Appended> AppendAsync(Event @event, long sequence) => log.AppendAsync(@event, sequence);

    public Task<LogTail> ReadTailAsync(string site, Subject subject, DateTimeOffset since, int limit)
    {
        _reads.AddOrUpdate(subject, 1, static (_, reads) => reads + 1);
        return log.ReadTailAsync(site, subject, since, limit);
    }

    public Task<IReadOnlyList<LoggedEvent>> ReadAfterAsync(string site, Subject subject, long sequence, int limit) =>
        log.ReadAfterAsync(site, subject, sequence, limit);

    public Task<IReadOnlyList<LoggedEvent>> ReadBeforeAsync(string site, Subject subject, long sequence, int limit, int maxBytes) =>
        log.ReadBeforeAsync(site, subject, sequence, limit, maxBytes);

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(string site, Subject subject, IReadOnlyCollection<long> sequences) =>
        log.ReadAsync(site, subject, sequences);
}
