using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Events;

namespace Notifications.Users.Identities;

/// <summary>
/// Learns from events who has which names. Deciding only leaves the event here; what has no room is learned from another event.
/// </summary>
internal sealed partial class IdentityLearning(
    IdentityDirectory directory, IGrainFactory grains, IOptionsMonitor<IdentityOptions> options, TimeProvider time, IdentityMetrics metrics,
    ILogger<IdentityLearning> logger) : BackgroundService
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

    private IdentityDirectory Directory => directory;

    /// <summary>Leaves an event to be learned from. Never waits.</summary>
    public void Take(Event @event)
    {
        if (!_events.Writer.TryWrite(@event))
            metrics.NotLearned();
    }

    /// <summary>The names that an event gives to persons and the directory does not have as theirs.</summary>
    internal IReadOnlyList<IReadOnlyList<Identifier>> NewsOf(Event @event)
    {
        var withEmail = options.CurrentValue.LearnEmail;
        var news = new List<IReadOnlyList<Identifier>>();
        if (Person.Of(@event) is { } actor && !IsKnown(@event.Site, actor))
            news.Add(actor.Identifiers());
        using var data = @event.Parse();
        if (data is not null)
        {
            PersonPlaces.Visit(data.RootElement, (Learning: this, @event.Site, WithEmail: withEmail, News: news), static (element, state) =>
            {
                if (state.Learning.Directory.IsKnown(state.Site, element, state.WithEmail) || Person.Read(element) is not { } read)
                    return;
                var person = state.WithEmail ? read : read with { Email = null };
                if (!state.Learning.IsKnown(state.Site, person))
                    state.News.Add(person.Identifiers());
            });
        }

        return news;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _events.Reader.WaitToReadAsync(stoppingToken))
                await LearnAsync();
        }
        catch (OperationCanceledException)
        {
            // The silo stops; the next events teach the same.
        }
    }

    private async Task LearnAsync()
    {
        var bySite = new Dictionary<string, Dictionary<string, IReadOnlyList<Identifier>>>(StringComparer.Ordinal);
        for (var read = 0; read < MaxBatch && _events.Reader.TryRead(out var @event); read++)
        {
            if (!options.CurrentValue.Learn)
                continue;
            foreach (var names in NewsOf(@event))
            {
                var written = Written(@event.Site, names);
                if (IsRefused(written))
                    continue;
                if (!bySite.TryGetValue(@event.Site, out var news))
                    bySite.Add(@event.Site, news = new(StringComparer.Ordinal));
                news.TryAdd(written, names);
            }
        }

        foreach (var (site, news) in bySite)
            await LearnAsync(site, news);
    }

    private async Task LearnAsync(string site, Dictionary<string, IReadOnlyList<Identifier>> news)
    {
        foreach (var batch in news.Chunk(MaxBatch))
        {
            try
            {
                var refused = await grains.GetGrain<IIdentitiesGrain>(site).Learn([.. batch.Select(entry => entry.Value)]);
                foreach (var index in refused)
                    Refuse(batch[index].Key);
            }
            catch (Exception e)
            {
                // The next events teach the same.
                LogNotLearned(site, e);
            }
        }
    }

    private bool IsKnown(string site, Person person)
    {
        string? user = null;
        foreach (var name in person.Identifiers())
        {
            if (directory.Find(site, name.Kind, name.Value) is not { } owner || (user is not null && user != owner))
                return false;
            user = owner;
        }

        return true;
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
