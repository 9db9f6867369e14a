using System.Collections.Concurrent;

namespace Notifications.Storage;

/// <summary>
/// Threads for work that blocks. Database calls block theirs, for as long as a command may take when the server is gone: on threads
/// of the pool they would hold up everything else of the process.
/// </summary>
/// <param name="name">What a debugger shows them as.</param>
/// <param name="most">The most threads; started when they are needed.</param>
/// <param name="maxWaiting">The most work that waits for a thread.</param>
internal sealed class WorkThreads(string name, int most, int maxWaiting) : IDisposable
{
    private readonly BlockingCollection<Action> _work = new(maxWaiting);
    private int _started;
    private int _unfinished;

    /// <summary>Does work on one of the threads.</summary>
    /// <exception cref="StoreUnavailableException">Too much work waits.</exception>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var unfinished = Interlocked.Increment(ref _unfinished);
        if (_work.IsAddingCompleted || !_work.TryAdd(() => Do(work, done)))
        {
            Interlocked.Decrement(ref _unfinished);
            return Task.FromException<T>(new StoreUnavailableException("The database has too much work waiting, or is closed."));
        }

        if (unfinished > Volatile.Read(ref _started))
            StartAnother();
        return done.Task;
    }

    /// <summary>Takes no more work; what waits is still done.</summary>
    public void Dispose() => _work.CompleteAdding();

    private static void Do<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(work());
        }
        catch (OperationCanceledException e)
        {
            done.SetCanceled(e.CancellationToken);
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }

    private void StartAnother()
    {
        if (Interlocked.Increment(ref _started) > most)
        {
            Interlocked.Decrement(ref _started);
            return;
        }

        new Thread(WorkUntilClosed) { IsBackground = true, Name = name }.Start();
    }

    private void WorkUntilClosed()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
            Interlocked.Decrement(ref _unfinished);
        }
    }
}
