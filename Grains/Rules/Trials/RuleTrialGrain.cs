namespace Notifications.Rules.Trials;

/// <summary>Holds one trial, which runs off the grain's turns, and its result until that is forgotten.</summary>
[GrainType("ruleTrial")]
[KeepAlive]
internal sealed class RuleTrialGrain(TrialRunner runner, RuleBook rules, TimeProvider time) : Grain, IRuleTrialGrain
{
    private string _site = "";
    private string _id = "";
    private RunningTrial? _trial;
    private IDisposable? _forgetting;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_site, _id) = TrialKey.Read(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _forgetting?.Dispose();
        if (_trial is not { } trial)
            return;
        await trial.StopAsync();
        await trial.Ended.WaitAsync(cancellationToken);
        trial.Dispose();
    }

    public Task<TrialState> Start(TrialOrder order)
    {
        if (_trial is not null)
            return Task.FromResult(_trial.ToState(_id));
        var (plan, refusal) = TrialPlan.Of(order, _site, rules.Current, time.GetUtcNow());
        if (plan is null)
            return Refuse(TrialStatus.Refused, refusal!.Problem, [.. refusal.Errors.Select(error => new DraftError(error.Line, error.Column, error.Message))]);
        _trial = runner.TryStart(plan);
        if (_trial is null)
            return Refuse(TrialStatus.Busy, $"{TrialLimits.Waiting} trials of the site wait already. Wait for one to end, or stop one.", []);
        ForgetLaterAsync(_trial).Ignore();
        return Task.FromResult(_trial.ToState(_id));
    }

    public Task<TrialState?> Read(TimeSpan patience) => FindAsync(trial => trial.WaitAsync(patience));

    public Task<TrialState?> Stop() => FindAsync(async trial =>
    {
        await trial.StopAsync();
        await trial.WaitAsync(TrialLimits.Patience);
    });

    private async Task<TrialState?> FindAsync(Func<RunningTrial, Task> use)
    {
        if (_trial is not { IsOver: false } trial)
        {
            DeactivateOnIdle();
            return null;
        }

        await use(trial);
        return trial.ToState(_id);
    }

    private Task<TrialState> Refuse(TrialStatus status, string problem, IReadOnlyList<DraftError> errors)
    {
        DeactivateOnIdle();
        return Task.FromResult(new TrialState { Id = _id, Status = status, Problem = problem, Errors = errors });
    }

    private async Task ForgetLaterAsync(RunningTrial trial)
    {
        await trial.Ended;
        _forgetting = this.RegisterGrainTimer(_ =>
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }, new GrainTimerCreationOptions(TrialLimits.Kept, Timeout.InfiniteTimeSpan));
    }
}
