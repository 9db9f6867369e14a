using System.Threading.Channels;

namespace Notifications.Live;

/// <summary>
/// Announces this gateway to grains whose silo it does not know, one by one and some at a time: to those that have moved, or whose silo
/// is gone, at once.
/// </summary>
internal sealed partial class Announcements(ILogger<Announcements> logger) : BackgroundService
{
    // So many at once that a slow silo does not hold up the others, and so few that a silo that takes over is not overrun.
    private const int Parallelism = 32;

    // Bounded by the views, each of which is in it once at most.
    private readonly Channel<AnnouncedView> _waiting = Channel.CreateUnbounded<AnnouncedView>();
    private readonly ILogger<Announcements> _logger = logger;

    /// <summary>Announces a view soon.</summary>
    public void Announce(AnnouncedView view)
    {
        if (view.TryQueue())
            _waiting.Writer.TryWrite(view);
    }

    /// <summary>Announces a view soon whose grain is not where it was.</summary>
    public void Moved(AnnouncedView view)
    {
        view.HasMoved();
        Announce(view);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Parallelism).Select(_ => AnnounceAsync(stoppingToken)));

    private async Task AnnounceAsync(CancellationToken stoppingToken)
    {
        await foreach (var view in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            view.Dequeue();
            try
            {
                await view.AnnounceAsync();
            }
            catch (Exception e)
            {
                // The next round of leases tries it again.
                LogNotAnnounced(e.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "This gateway could not announce itself to a grain and tries again: {Reason}")]
    private partial void LogNotAnnounced(string reason);
}
