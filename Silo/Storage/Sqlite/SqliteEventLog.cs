using System.Threading.Channels;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Events;
using Notifications.Subjects;

namespace Notifications.Storage.Sqlite;

/// <summary>
/// The event log in SQLite. One writer takes whatever appends have come together into one transaction,
/// so that many hooks share one flush to disk.
/// </summary>
internal sealed partial class SqliteEventLog : IEventLog, IHostedService, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteEventLog> _logger;
    private readonly Channel<Append> _appends;
    private readonly int _maxBatch;
    private readonly SemaphoreSlim _readers = new(2 * Environment.ProcessorCount);
    private Task _writer = Task.CompletedTask;
    private string? _epoch;

    public SqliteEventLog(
        SqliteDatabase database, IOptions<SqliteOptions> options, TimeProvider time, ILogger<SqliteEventLog> logger)
    {
        (_database, _time, _logger, _maxBatch) = (database, time, logger, options.Value.MaxBatch);
        _appends = Channel.CreateBounded<Append>(new BoundedChannelOptions(options.Value.MaxWaiting) { SingleReader = true });
    }

    public string Epoch => _epoch ?? throw new EventLogUnavailableException("The event log is not open yet.");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _database.Migrate();
        using (var connection = _database.Open())
            _epoch = connection.QuerySingle<string>("SELECT epoch FROM log");
        // SQLite blocks its thread, so the writer has one of its own.
        _writer = Task.Factory.StartNew(
            WriteUntilClosed, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _appends.Writer.TryComplete();
        await _writer.WaitAsync(cancellationToken);
    }

    public Task<Appended> AppendAsync(Event @event, long sequence)
    {
        var append = new Append(@event, sequence);
        if (!_appends.Writer.TryWrite(append))
            append.Fail(new EventLogUnavailableException("The event log has too many appends waiting, or is closed."));
        return append.Task;
    }

    public Task<LogTail> ReadTailAsync(string site, Subject subject, DateTimeOffset since, int limit) =>
        ReadAsync(connection => connection.ReadTail(site, subject, since, limit));

    public Task<IReadOnlyList<LoggedEvent>> ReadAfterAsync(string site, Subject subject, long sequence, int limit) =>
        ReadAsync(connection => connection.ReadAfter(site, subject, sequence, limit));

    public Task<IReadOnlyList<LoggedEvent>> ReadBeforeAsync(string site, Subject subject, long sequence, int limit, int maxBytes) =>
        ReadAsync(connection => connection.ReadBefore(site, subject, sequence, limit, maxBytes));

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(string site, Subject subject, IReadOnlyCollection<long> sequences) =>
        ReadAsync(connection => connection.Read(site, subject, sequences));

    public void Dispose() => _readers.Dispose();

    private async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read)
    {
        // SQLite blocks its thread: few readers at a time, and none on a grain's scheduler.
        await _readers.WaitAsync();
        try
        {
            return await Task.Run(() =>
            {
                using var connection = _database.Open();
                return read(connection);
            });
        }
        catch (SqliteException e)
        {
            throw new EventLogUnavailableException($"The event log can't be read: {e.Message}", e);
        }
        finally
        {
            _readers.Release();
        }
    }

    private void WriteUntilClosed()
    {
        var batch = new List<Append>(_maxBatch);
        EventInsert? insert = null;
        while (_appends.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < _maxBatch && _appends.Reader.TryRead(out var append))
                batch.Add(append);
            try
            {
                insert ??= new EventInsert(_database.Open());
                insert.Execute(batch, _time.GetUtcNow());
                foreach (var append in batch)
                    append.Complete();
            }
            catch (Exception e)
            {
                // Whatever went wrong, the writer must live: an append that nobody answers would hang its sender.
                LogWriteFailed(batch.Count, e);
                foreach (var append in batch)
                    append.Fail(new EventLogUnavailableException($"The event log can't be written: {e.Message}", e));
                Abandon(insert);
                insert = null;
            }

            batch.Clear();
        }

        insert?.Dispose();
    }

    private void Abandon(EventInsert? insert)
    {
        try
        {
            insert?.Dispose();
        }
        catch (SqliteException e)
        {
            LogNotClosed(e);
        }
    }
}
