using Microsoft.Extensions.Logging;
using Notifications.Waking;

namespace Notifications.Users.Erasing;

/// <summary>Goes on with erasings that are not done, also after a crash.</summary>
internal sealed partial class OpenErasures(
    IErasureStore store, IGrainFactory grains, TimeProvider time, ILogger<OpenErasures> logger) : Sweeper<(string Site, string Owner)>(time, Pace)
{
    private static readonly SweepPace Pace = new(Interval: TimeSpan.FromSeconds(2), Rest: TimeSpan.FromSeconds(30)) { BeginsAtOnce = true, MaxAtOnce = 10 };

    private readonly ILogger<OpenErasures> _logger = logger;

    protected override Task<IReadOnlyList<(string Site, string Owner)>> FindAsync(DateTimeOffset now, int limit) => store.ReadOpenAsync(limit);

    protected override async Task<bool> WakeAsync((string Site, string Owner) one)
    {
        await grains.GetGrain<IErasureGrain>(UserKey.Of(one.Site, one.Owner)).Continue();
        return true;
    }

    protected override void NotFound(Exception exception) => LogNotRead(exception);

    protected override void NotWoken((string Site, string Owner) one, Exception exception) => LogNotDone(one.Owner, one.Site, exception);

    [LoggerMessage(LogLevel.Warning, "Which persons are to be erased could not be looked up; it is tried again.")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The person {Owner} of {Site} is not erased yet; it is tried again.")]
    private partial void LogNotDone(string owner, string site, Exception exception);
}
