using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Notifications.Storage.Events;

/// <summary>
/// Deletes what is old from the event log, a few events in each transaction, so that nobody waits for it for long. The newest event
/// of each subject stays: its sequence is where the subject goes on.
/// </summary>
internal sealed partial class EventRetention(
    SqlDatabase database, GroupCommit writes, StorageMetrics metrics, IOptions<EventRetentionOptions> options, TimeProvider time,
    ILogger<EventRetention> logger) : BackgroundService
{
    // Whatever else needs an event is one more condition here.
    private const string MayGo =
        """
        EXISTS (SELECT 1 FROM event AS newer
            WHERE newer.site = event.site AND newer.subject = event.subject AND newer.sequence > event.sequence)
        AND NOT EXISTS (SELECT 1 FROM dispatch
            WHERE dispatch.site = event.site AND dispatch.subject = event.subject AND dispatch.sequence = event.sequence)
        """;

    // The index begins with the site: each of the few is looked up.
    private const string Sites =
        """
        WITH RECURSIVE sites (name) AS (
            SELECT min(site) FROM event
            UNION ALL
            SELECT (SELECT min(site) FROM event WHERE site > name) FROM sites WHERE name IS NOT NULL)
        SELECT name FROM sites WHERE name IS NOT NULL
        """;

    private readonly ILogger<EventRetention> _logger = logger;

    /// <summary>Deletes all that is old now, and answers how many events it was.</summary>
    public async Task<long> SweepAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.Age;
        var count = 0L;
        foreach (var site in await database.RunAsync(connection => connection.Query<string>(Sites).AsList()))
            count += await SweepAsync(site, before.ToUnixTimeMilliseconds(), cancellationToken);
        if (count > 0)
            LogForgotten(count, before);
        return count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
            return;
        using var timer = new PeriodicTimer(options.Value.Interval, time);
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

    private async Task<long> SweepAsync(string site, long before, CancellationToken cancellationToken)
    {
        var count = 0L;
        var after = new Place { Accepted = long.MinValue };
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var places = await database.ReadAsync(connection => ReadPlaces(connection, site, after, before), cancellationToken);
            if (places.Count == 0)
                return count;
            after = places[^1];
            var positions = places.Where(place => place.MayGo).Select(place => place.Position).ToArray();
            if (positions.Length > 0)
                count += await DeleteAsync(positions);
        }
    }

    private List<Place> ReadPlaces(DbConnection connection, string site, Place after, long before) => connection.Query<Place>(
        $"""
        SELECT accepted, position, {MayGo} AS MayGo
        FROM event {database.Using("event_accepted")}
        WHERE site = @site AND (accepted, position) > (@Accepted, @Position) AND accepted < @before
        ORDER BY accepted, position
        LIMIT @BatchSize
        """,
        new { site, after.Accepted, after.Position, before, options.Value.BatchSize }).AsList();

    private async Task<int> DeleteAsync(long[] positions)
    {
        var count = await writes.RunAsync(transaction => transaction.Connection!.Execute(
            $"DELETE FROM event WHERE position {database.Among("@positions")} AND {MayGo}", new { positions }, transaction));
        metrics.Forgotten(count);
        return count;
    }

    private sealed class Place
    {
        public long Accepted { get; init; }
        public long Position { get; init; }
        public bool MayGo { get; init; }
    }
}
