using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notifications.Events;

namespace Notifications.Users.Identities;

/// <summary>
/// Learns from events who has which names. Deciding only leaves the event here; what has no room is learned from another event.
/// </summary>
internal sealed partial class IdentityLearning(
    IdentityNews news, IGrainFactory grains, TimeProvider time, IdentityMetrics metrics, ILogger<IdentityLearning> logger) : BackgroundService
{
    private const int MaxWaiting = 256;
    private const int MaxBatch = 100;
    private const int MaxRefused = 10_000;

    /// <summary>How long a contradiction is not put to the grain again.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly ILogger<IdentityLearning> _logger = logger;
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly Channel<Event> _events = Channel.CreateBounded<Event>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private DateTimeOffset _refusedSince;

    /// <summary>Leaves an event to be learned from. Never waits.</summary>
    public void Take(Event @event)
    {
        if (!_events.Writer.TryWrite(@event))
            metrics.NotLearned();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _events.Reader.WaitToReadAsync(stoppingToken))
                await TryLearnAsync();
        }
        catch (OperationCanceledException)
        {
            // The silo stops; later events teach the same.
        }
    }

    private async Task TryLearnAsync()
    {
        try
        {
            await LearnAsync();
        }
        catch (Exception e)
        {
            // Later events teach the same.
            LogNotLearned(e);
        }
    }

    private async Task LearnAsync()
    {
        var bySite = new Dictionary<string, Dictionary<string, IReadOnlyList<Identifier>>>(StringComparer.Ordinal);
        for (var read = 0; read < MaxBatch && _events.Reader.TryRead(out var @event); read++)
        {
            foreach (var names in news.Of(@event))
            {
                var written = Written(@event.Site, names);
                if (IsRefused(written))
                    continue;
                if (!bySite.TryGetValue(@event.Site, out var persons))
                    bySite.Add(@event.Site, persons = new(StringComparer.Ordinal));
                persons.TryAdd(written, names);
            }
        }

        foreach (var (site, persons) in bySite)
            await LearnAsync(site, persons);
    }

    private async Task LearnAsync(string site, Dictionary<string, IReadOnlyList<Identifier>> persons)
    {
        foreach (var batch in persons.Chunk(MaxBatch))
        {
            var refused = await grains.GetGrain<IIdentitiesGrain>(site).Learn([.. batch.Select(entry => entry.Value)]);
            foreach (var index in refused)
                Refuse(batch[index].Key);
        }
    }

    private bool IsRefused(string written)
    {
        if (time.GetUtcNow() - _refusedSince > Memory)
            _refused.Clear();
        return _refused.Contains(written);
    }

    private void Refuse(string written)
    {
        if (_refused.Count >= MaxRefused)
            _refused.Clear();
        if (_refused.Count == 0)
            _refusedSince = time.GetUtcNow();
        _refused.Add(written);
    }

    private static string Written(string site, IReadOnlyList<Identifier> names) => $"{site}\n{string.Join('\n', names)}";
}
