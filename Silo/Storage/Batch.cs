using System.Data.Common;

namespace Notifications.Storage;

/// <summary>One kind of write of which many are done together: see <see cref="GroupCommit"/>.</summary>
internal interface IBatch
{
    /// <summary>Does the writes of this kind within the transaction.</summary>
    void Execute(DbTransaction transaction, IReadOnlyList<WaitingWrite> writes);
}

/// <summary>One kind of write of which many are done together.</summary>
/// <typeparam name="TItem">What is written.</typeparam>
/// <typeparam name="TResult">What became of it.</typeparam>
internal abstract class Batch<TItem, TResult> : IBatch
{
    void IBatch.Execute(DbTransaction transaction, IReadOnlyList<WaitingWrite> writes)
    {
        var items = new TItem[writes.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = ((WaitingWrite<TItem, TResult>)writes[i]).Item;
        var results = Execute(transaction, items);
        for (var i = 0; i < items.Length; i++)
            ((WaitingWrite<TItem, TResult>)writes[i]).Result = results[i];
    }

    /// <summary>
    /// Writes the items in their order and answers with what became of each. What it throws undoes the transaction: each of its
    /// writes is then tried alone.
    /// </summary>
    protected abstract IReadOnlyList<TResult> Execute(DbTransaction transaction, IReadOnlyList<TItem> items);
}

/// <summary>A write that waits for its transaction.</summary>
internal abstract class WaitingWrite(IBatch batch)
{
    /// <summary>What kind of write it is.</summary>
    public IBatch Batch => batch;

    /// <summary>Answers the sender, after the commit.</summary>
    public abstract void Complete();

    /// <summary>Answers the sender that it was not written, or that nobody knows.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class WaitingWrite<TItem, TResult>(Batch<TItem, TResult> batch, TItem item) : WaitingWrite(batch)
{
    private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is written.</summary>
    public TItem Item => item;

    /// <summary>What became of it, once the statement has run.</summary>
    public TResult? Result { get; set; }

    /// <summary>Ends after the commit.</summary>
    public Task<TResult> Task => _done.Task;

    public override void Complete() => _done.TrySetResult(Result!);

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}
