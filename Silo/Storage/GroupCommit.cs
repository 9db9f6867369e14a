using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Notifications.Storage;

/// <summary>
/// The one writer of what is written often. It takes whatever writes have come together, of every kind, into one transaction, so
/// that many hooks and deliveries share one flush to disk. Writes of one kind are done in the order in which they came.
/// </summary>
internal sealed partial class GroupCommit : IHostedService
{
    private readonly SqlDatabase _database;
    private readonly ILogger<GroupCommit> _logger;
    private readonly Channel<WaitingWrite> _waiting;
    private readonly int _maxBatch;
    private readonly StorageMetrics? _metrics;
    private Task _writer = Task.CompletedTask;
    private DbConnection? _connection;

    public GroupCommit(
        SqlDatabase database, IOptions<GroupCommitOptions> options, ILogger<GroupCommit> logger, StorageMetrics? metrics = null)
    {
        (_database, _logger, _maxBatch, _metrics) = (database, logger, options.Value.MaxBatch, metrics);
        _heldUp = new HeldUpWrites(options.Value.HeldUpFor);
        _waiting = Channel.CreateBounded<WaitingWrite>(new BoundedChannelOptions(options.Value.MaxWaiting) { SingleReader = true });
        metrics?.Watch(() => _waiting.Reader.Count);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _database.Migrate();
        // Transactions block their thread, so the writer has one of its own.
        _writer = Task.Factory.StartNew(
            WriteUntilClosed, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await _writer.WaitAsync(cancellationToken);
    }

    /// <summary>Writes an item together with others; ends when it is on disk.</summary>
    /// <exception cref="StoreUnavailableException">Nobody knows whether it was written, or too many writes wait.</exception>
    /// <exception cref="StoreRefusedException">It can't be written.</exception>
    public Task<TResult> WriteAsync<TItem, TResult>(Batch<TItem, TResult> batch, TItem item)
    {
        var write = new WaitingWrite<TItem, TResult>(batch, item);
        if (!_waiting.Writer.TryWrite(write))
        {
            _metrics?.Refused();
            write.Fail(new StoreUnavailableException("The database has too many writes waiting, or is closed."));
        }

        return write.Task;
    }

    /// <summary>
    /// Does what is written often but not by a statement for many: in the shared transaction where the database has one writer, in
    /// one of its own where it has not. It may be done more than once, and the last time counts.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nobody knows whether it was written, or too many writes wait.</exception>
    /// <exception cref="StoreRefusedException">It can't be written.</exception>
    public async Task<T> RunAsync<T>(Func<DbTransaction, T> work)
    {
        if (_database.HasOneWriter)
            return (await WriteAsync(AnyWrite<T>.Instance, work)).Value;
        try
        {
            return await _database.WriteAsync(work);
        }
        catch (DbException e)
        {
            throw Told(e);
        }
    }

    private void WriteUntilClosed()
    {
        var writes = new List<WaitingWrite>(_maxBatch);
        while (WaitForWrites())
        {
            while (writes.Count < _maxBatch && _waiting.Reader.TryRead(out var write))
                writes.Add(write);
            if (writes.Count > 0)
                Write(writes);
            writes.Clear();
            RetryHeldUp();
        }

        if (!_heldUp.IsEmpty)
            Fail(_heldUp.TakeAll(), new TimeoutException("The writer stops."));
        Abandon();
    }

    private void Write(List<WaitingWrite> writes)
    {
        if (TryCommit(writes) is not { } failure)
            return;
        if (IsHeldUp(failure) && writes.Count == 1)
            SetAside(writes[0]);
        else if (IsHeldUp(failure))
            WriteApart(writes);
        // One write that can't be done must not fail those that happened to come with it.
        else if (writes.Count > 1 && !(failure is DbException e && _database.IsUnavailable(e)))
            WriteOneByOne(writes);
        else
            Fail(writes, failure);
    }

    private Exception? TryCommit(List<WaitingWrite> writes)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            _connection ??= _database.OpenForWriter();
            using (var transaction = _database.BeginWrite(_connection))
            {
                foreach (var kind in writes.GroupBy(write => write.Batch))
                    kind.Key.Execute(transaction, [.. kind]);
                _database.Commit(transaction);
            }
        }
        catch (Exception e)
        {
            // Whatever went wrong, the writer must live: a write that nobody answers would hang its sender.
            if (e is DbException error)
                _database.Note(error);
            Abandon();
            return e;
        }

        _metrics?.Committed(writes.Count, Stopwatch.GetElapsedTime(begun));
        foreach (var write in writes)
        {
            _heldUp.Forget(write);
            write.Complete();
        }

        return null;
    }

    private void Fail(List<WaitingWrite> writes, Exception failure)
    {
        LogWriteFailed(writes.Count, failure);
        _metrics?.Failed(writes.Count);
        foreach (var write in writes)
        {
            _heldUp.Forget(write);
            write.Fail(Told(failure));
        }
    }

    private Exception Told(Exception failure) => _database.IsRefusal(failure)
        ? new StoreRefusedException($"The database does not take it: {failure.Message}", failure)
        : new StoreUnavailableException($"The database can't be written: {failure.Message}", failure);

    private void Abandon()
    {
        try
        {
            _connection?.Dispose();
        }
        catch (DbException e)
        {
            LogNotClosed(e);
        }

        _connection = null;
    }
}
