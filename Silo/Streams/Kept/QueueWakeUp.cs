using Notifications.Storage.Kept;

namespace Notifications.Streams.Kept;

/// <summary>Lets the receiver of a queue wait until there is something to do, whoever says so.</summary>
internal sealed class QueueWakeUp(TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _woken = New();
    private bool _isToRead;
    private long _nextDue = long.MaxValue;

    /// <summary>Says that a row waits, and from when on.</summary>
    public void Tell(long due)
    {
        lock (_lock)
        {
            if (due <= time.GetUtcNow().ToUnixTimeMilliseconds())
                _isToRead = true;
            else if (due < _nextDue)
                _nextDue = due;
            else
                return;
            _woken.TrySetResult();
        }
    }

    /// <summary>Says that there may be rows to read.</summary>
    public void TellToRead() => Tell(KeptInsert.AtOnce);

    /// <summary>Wakes the receiver for what it has already.</summary>
    public void Nudge()
    {
        lock (_lock)
            _woken.TrySetResult();
    }

    /// <summary>Says when the next row is due, as the store has it.</summary>
    public void NoteNextDue(DateTimeOffset? due)
    {
        lock (_lock)
            _nextDue = Math.Min(_nextDue, due?.ToUnixTimeMilliseconds() ?? long.MaxValue);
    }

    /// <summary>Whether there may be rows to read, because somebody said so or because one is due; then nobody is told of them again.</summary>
    /// <param name="isDue">One was due: what is due after it has to be looked up.</param>
    public bool TakeRead(out bool isDue)
    {
        lock (_lock)
        {
            if (_woken.Task.IsCompleted)
                _woken = New();
            isDue = _nextDue <= time.GetUtcNow().ToUnixTimeMilliseconds();
            if (isDue)
                _nextDue = long.MaxValue;
            var isToRead = _isToRead || isDue;
            _isToRead = false;
            return isToRead;
        }
    }

    /// <summary>Ends when it is woken, when a row is due or when the time is up; never fails.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        Task woken;
        lock (_lock)
        {
            woken = _woken.Task;
            if (_isToRead)
                return;
            if (_nextDue != long.MaxValue)
            {
                var untilDue = DateTimeOffset.FromUnixTimeMilliseconds(_nextDue) - time.GetUtcNow();
                longest = untilDue < longest ? untilDue : longest;
            }
        }

        if (longest > TimeSpan.Zero)
        {
            await woken.WaitAsync(longest, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
