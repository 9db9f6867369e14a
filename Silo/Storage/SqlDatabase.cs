using System.Data.Common;
using Notifications.Storage.Signals;

namespace Notifications.Storage;

/// <summary>
/// A database: its connections and its schema. Stores write SQL that every database here understands, with <c>"user"</c> quoted;
/// what differs is asked of the database.
/// </summary>
internal abstract class SqlDatabase : IDisposable
{
    /// <summary>Tells the silos of this database what was committed.</summary>
    public abstract ISignals Signals { get; }

    /// <summary>Opens a connection whose commits are on disk before they return; of another's database, one that can't write.</summary>
    public abstract DbConnection Open();

    /// <summary>Opens a connection that can't write.</summary>
    public abstract DbConnection OpenToRead();

    /// <summary>Begins a transaction that will write, so that it does not fail for having read first.</summary>
    public abstract DbTransaction BeginWrite(DbConnection connection);

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

    /// <summary>Works with a connection of its own. The work blocks its thread, which must not be a grain's.</summary>
    public virtual Task<T> RunAsync<T>(Func<DbConnection, T> work) => Task.Run(() =>
    {
        using var connection = Open();
        return work(connection);
    });

    /// <summary>Closes what is kept open between connections.</summary>
    public virtual void Dispose()
    {
    }
}
