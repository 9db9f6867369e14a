using Microsoft.Extensions.Logging;
using Notifications.Waking;

namespace Notifications.Users.Erasing;

/// <summary>Goes on with erasings that are not done, also after a crash. Each silo does it: a step that is done twice is done once.</summary>
internal sealed partial class OpenErasures(
    IErasureStore store, IGrainFactory grains, TimeProvider time, ILogger<OpenErasures> logger) : Sweeper(time, Interval)
{
    internal const int MaxAtOnce = 10;

    private const int MaxFailed = 1_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan FailedPause = TimeSpan.FromSeconds(30);

    private readonly ILogger<OpenErasures> _logger = logger;
    private readonly Resting<(string Site, string Owner)> _failed = new(FailedPause, MaxFailed);

    protected override bool BeginsAtOnce => true;

    protected override Task SweepAsync(DateTimeOffset now, CancellationToken stopping) => ContinueAsync(now);

    /// <summary>Goes on with the oldest. One call at a time.</summary>
    internal async Task ContinueAsync(DateTimeOffset now)
    {
        _failed.Release(now);
        try
        {
            var open = await store.ReadOpenAsync(MaxAtOnce + _failed.Count);
            await Task.WhenAll(_failed.Without(open).Take(MaxAtOnce).Select(one => ContinueAsync(one, now)));
        }
        catch (Exception e)
        {
            LogNotRead(e);
        }
    }

    private async Task ContinueAsync((string Site, string Owner) one, DateTimeOffset now)
    {
        try
        {
            await grains.GetGrain<IErasureGrain>(UserKey.Of(one.Site, one.Owner)).Continue();
        }
        catch (Exception e)
        {
            LogNotDone(one.Owner, one.Site, e);
            _failed.Add(one, now);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Which persons are to be erased could not be looked up; it is tried again.")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The person {Owner} of {Site} is not erased yet; it is tried again.")]
    private partial void LogNotDone(string owner, string site, Exception exception);
}
