namespace Notifications.Live;

/// <summary>
/// What a gateway has announced to one grain: where that is, whether anybody still needs it, and the beginning that all share who
/// come at once.
/// </summary>
internal abstract class AnnouncedView
{
    private Task? _beginning;
    private TaskCompletionSource? _leaving;
    private SiloAddress? _silo;
    private bool _unseen;
    private int _queued;

    /// <summary>The silo that the grain was on when it last answered; <see langword="null"/> where it may be anywhere.</summary>
    public SiloAddress? Silo
    {
        get => Volatile.Read(ref _silo);
        protected set => Volatile.Write(ref _silo, value);
    }

    /// <summary>Guards the view.</summary>
    protected Lock Lock { get; } = new();

    /// <summary>Whether somebody needs the view. Called under the lock.</summary>
    protected abstract bool IsSeen { get; }

    /// <summary>Whether the grain has answered. Called under the lock.</summary>
    protected abstract bool IsKnown { get; }

    /// <summary>Announces this gateway to the grain, wherever that is, and takes its answer.</summary>
    /// <exception cref="Cluster.ClusterUnavailableException">The grain did not answer.</exception>
    public abstract Task AnnounceAsync();

    /// <summary>Forgets where the view stands. Called under the lock.</summary>
    protected abstract void Forget();

    /// <summary>Makes sure that the grain knows this gateway. All who ask while the first question is under way share its answer.</summary>
    public Task BeginAsync()
    {
        lock (Lock)
            return IsKnown && _leaving is null ? Task.CompletedTask : _beginning ??= BeginAsync(_leaving?.Task ?? Task.CompletedTask);
    }

    /// <summary>Says that the grain is not where it was.</summary>
    public void HasMoved() => Silo = null;

    /// <summary>Notes that the view waits to be announced; <see langword="false"/> where it waits already.</summary>
    public bool TryQueue() => Interlocked.Exchange(ref _queued, 1) == 0;

    /// <summary>Says that the view does not wait any more: whoever finds from now on that it must be announced queues it again.</summary>
    public void Dequeue() => Volatile.Write(ref _queued, 0);

    /// <summary>Whether nobody needed the view at this call and at the one before; it leaves then, until <see cref="HasLeft"/>.</summary>
    public bool LeaveIfUnseen()
    {
        lock (Lock)
        {
            var unseen = _unseen;
            _unseen = !IsSeen;
            if (!unseen || !_unseen || _leaving is not null)
                return false;
            _leaving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    /// <summary>Says that the grain was told; whether the view can go. If not, somebody has come meanwhile, and announces it anew.</summary>
    public bool HasLeft()
    {
        lock (Lock)
        {
            Forget();
            Silo = null;
            _leaving?.SetResult();
            _leaving = null;
            return !IsSeen;
        }
    }

    private async Task BeginAsync(Task left)
    {
        // Leaves the lock of the caller before anything else happens.
        await Task.Yield();
        try
        {
            // An announcement that overtook the farewell would be undone by it.
            await left;
            await AnnounceAsync();
        }
        finally
        {
            lock (Lock)
                _beginning = null;
        }
    }
}
