using System.Data.Common;

namespace Notifications.Storage.Signals;

/// <summary>Tells all silos of a database that something was committed, so that none has to ask for it.</summary>
internal interface ISignals
{
    /// <summary>
    /// Raises a signal that is heard when the transaction has committed by <see cref="SqlDatabase.Commit"/>; never heard if it does
    /// not. Equal signals of one transaction may be heard once.
    /// </summary>
    /// <param name="transaction">The transaction that writes what is told.</param>
    /// <param name="channel">Who listens; without a colon.</param>
    /// <param name="payload">What is told, some hundred bytes at most.</param>
    void Raise(DbTransaction transaction, string channel, string payload);

    /// <summary>Listens until what is answered is disposed.</summary>
    /// <param name="channel">What to listen to.</param>
    /// <param name="heard">
    /// Called with each payload, one after the other; with <see langword="null"/> when some may have been missed, as after a lost
    /// connection, or before the first one stands. It must return at once: it runs on the thread that hears, or that writes.
    /// </param>
    IDisposable Listen(string channel, Action<string?> heard);
}
