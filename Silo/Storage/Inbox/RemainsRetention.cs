using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Notifications.Storage.Inbox;

/// <summary>Deletes <see cref="Remains"/> when no event of theirs is dispatched again any more, a few in each transaction.</summary>
internal sealed partial class RemainsRetention(SqlDatabase database, GroupCommit writes, TimeProvider time, ILogger<RemainsRetention> logger)
    : BackgroundService
{
    /// <summary>How long they stay after their notification was sent.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(1);

    private const int MaxAtOnce = 500;

    // As it is in the index.
    private const string Old =
        $"SELECT position FROM inbox WHERE {Remains.Condition} AND written < @before ORDER BY written LIMIT @limit";

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly ILogger<RemainsRetention> _logger = logger;

    /// <summary>Deletes all that are old now, and answers how many it were.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var parameters = new { before = (time.GetUtcNow() - Age).ToUnixTimeMilliseconds(), limit = MaxAtOnce };
        for (var count = 0; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var positions = await database.RunAsync(connection => connection.Query<long>(Old, parameters).ToArray());
            if (positions.Length > 0)
            {
                count += await writes.RunAsync(transaction => transaction.Connection!.Execute(
                    $"DELETE FROM inbox WHERE position {database.Among("@positions")} AND {Remains.Condition}", new { positions }, transaction));
            }

            if (positions.Length < MaxAtOnce)
                return count;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or StoreUnavailableException)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "What is left of old notifications could not be deleted; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
