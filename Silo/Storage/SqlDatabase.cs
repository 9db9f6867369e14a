using System.Data.Common;
using Notifications.Storage.Signals;

namespace Notifications.Storage;

/// <summary>
/// A database: its connections and its schema. Stores write SQL that every database here understands, with <c>"user"</c> quoted;
/// what differs is asked of the database.
/// </summary>
/// <param name="threads">Where it works: database calls block their thread, which must not be a grain's, nor one of the pool's.</param>
internal abstract class SqlDatabase(WorkThreads threads) : IDisposable
{
    /// <summary>Tells the silos of this database what was committed.</summary>
    public abstract ISignals Signals { get; }

    /// <summary>Whether at most one connection can write at a time, so that all who write often should share it.</summary>
    public abstract bool HasOneWriter { get; }

    /// <summary>
    /// What is broken in the database itself, so that nothing may be read from it or written to it any more; <see langword="null"/>
    /// where nothing is known to be.
    /// </summary>
    public virtual string? Damage => null;

    /// <summary>Opens a connection whose commits are on disk before they return; of another's database, one that can't write.</summary>
    public abstract DbConnection Open();

    /// <summary>Opens the connection of the writer that many share: it does not wait for long for what others hold.</summary>
    public virtual DbConnection OpenForWriter() => Open();

    /// <summary>Opens a connection that can't write.</summary>
    public abstract DbConnection OpenToRead();

    /// <summary>Begins a transaction that will write, so that it does not fail for having read first.</summary>
    public abstract DbTransaction BeginWrite(DbConnection connection);

    /// <summary>Begins a transaction all of whose reads see the same moment.</summary>
    public abstract DbTransaction BeginRead(DbConnection connection);

    /// <summary>Commits; then the signals that were raised in the transaction are heard.</summary>
    public virtual void Commit(DbTransaction transaction) => transaction.Commit();

    /// <summary>
    /// Brings the schema up to date, the first time; every store asks for it. Stops the process with a clear line where it cannot.
    /// </summary>
    public abstract void Migrate();

    /// <summary>Whether a statement failed because a row with the same unique key is there.</summary>
    public abstract bool IsUniqueViolation(DbException exception);

    /// <summary>Whether the database can't be used at the moment, whatever the statement.</summary>
    public abstract bool IsUnavailable(DbException exception);

    /// <summary>Whether a write failed for what it says, so that it fails whenever it is tried.</summary>
    public bool IsRefusal(Exception failure) => failure is DbException e && !IsUnavailable(e) && !IsHeldUp(e);

    /// <summary>Whether a statement failed only because others hold what it needs, so that trying it again helps.</summary>
    public virtual bool IsHeldUp(DbException exception) => false;

    /// <summary>What comes after a query so that nobody else changes the rows of a table that it finds, where the database has several writers.</summary>
    public virtual string Holding(string table) => "";

    /// <summary>
    /// The condition that a column's value is one of a list, which is passed to Dapper as an array: <c>$"id {database.Among("@ids")}"</c>.
    /// </summary>
    /// <param name="parameter">The list's parameter, with its <c>@</c>.</param>
    public abstract string Among(string parameter);

    /// <summary>
    /// The condition that a column's value is one of a list of any length, which is passed to Dapper as <see cref="Many"/> makes it.
    /// </summary>
    /// <param name="parameter">The list's parameter, with its <c>@</c>.</param>
    public abstract string AmongMany(string parameter);

    /// <summary>A list for <see cref="AmongMany"/>.</summary>
    public abstract object Many(IReadOnlyCollection<long> values);

    /// <summary>What comes after a table's name so that this index is used, where the database can be told.</summary>
    public virtual string Using(string index) => "";

    /// <summary>Remembers an error that says that the database itself is broken.</summary>
    public virtual void Note(DbException exception)
    {
    }

    /// <summary>Works with a connection of its own.</summary>
    public Task<T> RunAsync<T>(Func<DbConnection, T> work) => threads.RunAsync(() =>
    {
        Migrate();
        return Noting(Open, work);
    });

    /// <summary>Reads with a connection of its own that can't write.</summary>
    public Task<T> ReadAsync<T>(Func<DbConnection, T> read, CancellationToken cancellationToken = default) => threads.RunAsync(() =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        Migrate();
        return Noting(OpenToRead, read);
    });

    /// <summary>
    /// Writes in a transaction of its own. For what is written now and then: what is written often goes through
    /// <see cref="GroupCommit"/>.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<DbTransaction, T> write) => RunAsync(connection =>
    {
        using var transaction = BeginWrite(connection);
        var result = write(transaction);
        Commit(transaction);
        return result;
    });

    /// <summary>Closes what is kept open between connections.</summary>
    public virtual void Dispose() => threads.Dispose();

    private T Noting<T>(Func<DbConnection> open, Func<DbConnection, T> work)
    {
        try
        {
            using var connection = open();
            return work(connection);
        }
        catch (DbException e)
        {
            Note(e);
            throw;
        }
    }
}
