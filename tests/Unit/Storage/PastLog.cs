using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Notifications.Events;
using Notifications.Storage.Sqlite;

namespace Notifications.Tests.Unit.Storage;

/// <summary>A real event log whose clock a test turns, and the reading of its past.</summary>
internal sealed class PastLog : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly string _directory = Directory.CreateTempSubdirectory("past-").FullName;
    private readonly Dictionary<(string Site, string Subject), long> _sequences = [];
    private readonly SqliteDatabase _database;
    private readonly SqliteEventLog _log;

    private PastLog()
    {
        var options = Options.Create(new SqliteOptions { File = File });
        var environment = new HostingEnvironment { ContentRootPath = _directory };
        _database = new SqliteDatabase(options, environment, NullLogger<SqliteDatabase>.Instance);
        _log = new SqliteEventLog(_database, options, Clock, NullLogger<SqliteEventLog>.Instance);
        Past = new SqlitePastEvents(_database.OpenToRead);
    }

    public string File => Path.Combine(_directory, "log.db");

    public FakeTimeProvider Clock { get; } = new(Start);

    public SqlitePastEvents Past { get; }

    public static async Task<PastLog> OpenAsync()
    {
        var log = new PastLog();
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

    /// <summary>A connection that can't write.</summary>
    public SqliteConnection OpenToRead() => _database.OpenToRead();

    public async ValueTask DisposeAsync()
    {
        await _log.StopAsync(CancellationToken.None);
        _log.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
