namespace Notifications.Rules.Trials;

/// <summary>Whose turn it is to run a trial: a site has one running trial at most, and those that wait come in their order.</summary>
internal sealed class TrialSlots
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);
    private readonly List<TrialTurn> _waiting = [];

    /// <summary>Takes a turn, which comes now or later; <see langword="null"/> where too many of the site wait.</summary>
    public TrialTurn? TryEnter(string site)
    {
        lock (_gate)
        {
            var turn = new TrialTurn(site);
            if (TryRun(turn))
                return turn;
            if (_waiting.Count(other => other.Site == site) >= TrialLimits.Waiting)
                return null;
            _waiting.Add(turn);
            return turn;
        }
    }

    /// <summary>Ends a turn, whether it has come or not.</summary>
    public void Leave(TrialTurn turn)
    {
        lock (_gate)
        {
            if (_waiting.Remove(turn))
                return;
            _running.Remove(turn.Site);
            _waiting.RemoveAll(TryRun);
        }
    }

    private bool TryRun(TrialTurn turn)
    {
        if (_running.Count == TrialLimits.AtOnce || !_running.Add(turn.Site))
            return false;
        turn.Begin();
        return true;
    }
}

/// <summary>A trial's turn.</summary>
internal sealed class TrialTurn(string site)
{
    private readonly TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Site => site;

    /// <summary>Ends when the trial may run.</summary>
    public Task Come => _come.Task;

    public void Begin() => _come.SetResult();
}
