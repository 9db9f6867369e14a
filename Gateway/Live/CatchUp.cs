using Notifications.Cluster;

namespace Notifications.Live;

/// <summary>
/// Asks a grain for what a view missed: one question at a time, and another one while something was passed over that lies beyond the
/// answer. Its members are called under the view's lock.
/// </summary>
/// <param name="view">The view's lock.</param>
/// <param name="standpoint">Where the view stands, if it does yet.</param>
/// <param name="ask">Asks, and takes the answer under the view's lock.</param>
internal sealed class CatchUp(Lock view, Func<Standpoint?> standpoint, Func<Task> ask)
{
    private Standpoint? _passedOver;
    private Task? _asking;

    /// <summary>Notes a message that the view could not take.</summary>
    public void Note(Standpoint position)
    {
        // Those that overtake each other must not make the later one forgotten.
        if (_passedOver is not { } noted || noted.IsBehind(position))
            _passedOver = position;
    }

    /// <summary>Notes a message that the view could not take, and asks; ends when the view has caught up, or nobody answers.</summary>
    public Task PassOver(Standpoint position)
    {
        Note(position);
        return _asking ??= AskAsync();
    }

    /// <summary>Asks if what was noted is beyond where the view stands by now.</summary>
    public void AskForNoted()
    {
        if (_passedOver is { } noted && standpoint()?.IsBehind(noted) != false)
            _ = PassOver(noted);
    }

    private async Task AskAsync()
    {
        // Leaves the lock of the caller before anything else happens.
        await Task.Yield();
        while (true)
        {
            try
            {
                await ask();
            }
            catch (ClusterUnavailableException)
            {
                // The renewal of the lease asks again.
            }

            lock (view)
            {
                // What came while the question was under way may lie beyond its answer.
                var again = _passedOver is { } passedOver && standpoint()?.IsBefore(passedOver) == true;
                _passedOver = null;
                if (again)
                    continue;
                _asking = null;
                return;
            }
        }
    }
}
