using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Notifications.Storage.Signals;

/// <summary>Signals within one process, which is all that there is of a database in a file.</summary>
internal sealed class LocalSignals(ILogger logger) : ISignals
{
    private readonly Listeners _listeners = new(logger);

    // What was raised in a transaction that is rolled back goes with it.
    private readonly ConditionalWeakTable<DbTransaction, HashSet<(string Channel, string Payload)>> _raised = [];

    public void Raise(DbTransaction transaction, string channel, string payload) =>
        _raised.GetOrCreateValue(transaction).Add((channel, payload));

    public IDisposable Listen(string channel, Action<string?> heard) => _listeners.Add(channel, heard);

    /// <summary>Tells what was raised in a transaction that has been committed.</summary>
    public void Committed(DbTransaction transaction)
    {
        if (!_raised.TryGetValue(transaction, out var raised))
            return;
        _raised.Remove(transaction);
        foreach (var (channel, payload) in raised)
            _listeners.Tell(channel, payload);
    }
}
