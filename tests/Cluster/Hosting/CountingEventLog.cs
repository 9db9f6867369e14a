using System.Collections.Concurrent;
using System.Threading.Channels;
using Notifications.Events;
using Notifications.Subjects;

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>The real log, which also counts how often a subject was read, once for each start of its grain, and tells what the product itself appended.</summary>
internal sealed class CountingEventLog(IEventLog log) : IEventLog
{
    private readonly ConcurrentDictionary<Subject, int> _reads = new();
    private readonly ConcurrentDictionary<Subject, Channel<Event>> _own = new();

    public string Epoch => log.Epoch;

    public int ReadsOf(Subject subject) => _reads.GetValueOrDefault(subject);

    /// <summary>The next event of the product's own.</summary>
    public Task<Event> NextOwnAsync(Subject subject) =>
        OwnOf(subject).Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public async Task<Appended> AppendAsync(Event @event, long sequence)
    {
        var appended = await log.AppendAsync(@event, sequence);
        if (@event.Source == Event.OwnSource && appended == Appended.Written)
            OwnOf(@event.Subject).Writer.TryWrite(@event);
        return appended;
    }

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

    private Channel<Event> OwnOf(Subject subject) => _own.GetOrAdd(subject, static _ => Channel.CreateUnbounded<Event>());
}
