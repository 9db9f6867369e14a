using Microsoft.Extensions.Time.Testing;
using Notifications.Events;
using Notifications.Storage;
using Notifications.Storage.Events;

namespace Notifications.Tests.Unit.Storage;

/// <summary>A real event log whose clock a test turns, and the reading of its past.</summary>
internal sealed class PastLog : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<(string Site, string Subject), long> _sequences = [];
    private readonly ISuiteDatabase _database;
    private readonly GroupCommit _writes;
    private readonly SqlEventLog _log;

    private PastLog(ISuiteDatabase database)
    {
        _database = database;
        _writes = StoreSuite.StartWriter(database.Database);
        _log = new SqlEventLog(database.Database, _writes, Clock);
        Past = new SqlPastEvents(database.Database);
    }

    public FakeTimeProvider Clock { get; } = new(Start);

    public SqlPastEvents Past { get; }

    public SqlDatabase Database => _database.Database;

    public static async Task<PastLog> OpenAsync(StoreOn on = StoreOn.Sqlite)
    {
        var log = new PastLog(on == StoreOn.Sqlite ? new TestDatabase() : await TestPostgres.CreateAsync());
        await log._log.StartAsync(CancellationToken.None);
        return log;
    }

    /// <summary>Accepts events now, one after the other.</summary>
    public async Task AcceptAsync(params Event[] events)
    {
        foreach (var @event in events)
        {
            var subject = (@event.Site, @event.Subject.ToString());
            _sequences[subject] = _sequences.GetValueOrDefault(subject) + 1;
            Assert.Equal(Appended.Written, await _log.AppendAsync(@event, _sequences[subject]));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writes.StopAsync(CancellationToken.None);
        _database.Dispose();
    }
}
