using System.Text.Json;
using Microsoft.Extensions.Logging;
using Notifications.Events;
using Notifications.Rules;
using Notifications.Rules.Deciding;
using Notifications.Rules.Holding;

namespace Notifications.Subjects;

/// <summary>
/// Makes what a subject holds back outlive its event grain, and ends the windows of its digests in time. What it decides is
/// the <see cref="SubjectDecider"/>'s.
/// </summary>
internal sealed partial class SubjectHolding(
    IGrainBase grain, HoldingServices services, SubjectDecider decider, Func<Event, Task<Acceptance>> accept)
{
    private const int SavedEvery = 100;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = services.Logger;
    private string _site = "";
    private Subject _subject;
    private IGrainTimer? _timer;
    private bool _isStarted;
    private bool _isKnown;
    private long _savedVersion;
    private long _savedSequence;

    /// <summary>Goes on from what was last written, and answers with the sequence up to which that holds.</summary>
    public async Task<long?> RestoreAsync(string site, Subject subject)
    {
        (_site, _subject) = (site, subject);
        if (await services.Store.LoadAsync(site, subject) is not { } snapshot)
            return null;
        try
        {
            var state = HoldingState.Read(snapshot.State());
            decider.Holding.Restore(await WithDataAsync(state));
            (_isKnown, _savedSequence) = (true, state.Sequence);
            return state.Sequence;
        }
        catch (JsonException e)
        {
            LogStateUnreadable(subject, e);
            // Start() overwrites it, or it would be looked up as due for ever.
            _savedVersion = -1;
            return null;
        }
    }

    /// <summary>Counts what an event's decisions withheld.</summary>
    public void Count(SubjectOutcome outcome)
    {
        // While the grain starts, it decides again what was counted before.
        if (!_isStarted)
            return;
        foreach (var (by, recipients) in outcome.Decisions.SelectMany(decision => decision.Withheld).CountBy(withheld => withheld.By))
            services.Metrics.Withheld(by, recipients);
    }

    /// <summary>Begins to wait for the next window to end, where one is open already.</summary>
    public Task Start()
    {
        _isStarted = true;
        var written = Note();
        Arm();
        return written;
    }

    /// <summary>
    /// Hands over what changed since the last time, and waits for the next window to end. Ends when what changed is written: before
    /// that, nobody would wake the subject after a crash when its window ends.
    /// </summary>
    public Task Note()
    {
        var holding = decider.Holding;
        var isChanged = holding.Version != _savedVersion;
        var written = Task.CompletedTask;
        if (isChanged || (_isKnown && holding.Sequence >= _savedSequence + SavedEvery))
            written = Put();
        if (!isChanged)
            return Task.CompletedTask;
        Arm();
        return written;
    }

    /// <summary>Writes what is held at once.</summary>
    public Task SaveAsync()
    {
        if (!_isKnown || decider.Holding.Sequence == _savedSequence)
            return Task.CompletedTask;
        _ = Put();
        return services.Writer.FlushAsync();
    }

    /// <summary>Says that a notification was sent because no more can be held.</summary>
    public void Full(string rule)
    {
        services.Metrics.Full();
        LogFull(_subject, rule);
    }

    /// <summary>Says that a digest could not be rendered whole.</summary>
    public void NotRendered(string rule, DecisionProblem problem) => LogNotRendered(rule, _subject, problem);

    /// <summary>Records the digests that are due.</summary>
    public async Task EndDueAsync()
    {
        try
        {
            foreach (var digest in decider.Due(services.Rules.Current, _site, _subject, services.Time.GetUtcNow()))
            {
                if (await accept(digest) == Acceptance.Accepted)
                    services.Metrics.DigestRecorded();
                else
                    decider.Forget(digest);
            }

            Arm();
        }
        catch (Exception e)
        {
            LogNotRecorded(_subject, RetryDelay, e);
            Arm(RetryDelay);
        }
    }

    private void Arm(TimeSpan atLeast = default)
    {
        if (decider.Holding.NextDue is not { } due)
        {
            _timer?.Dispose();
            _timer = null;
            return;
        }

        var wait = due - services.Time.GetUtcNow();
        wait = wait < atLeast ? atLeast : wait;
        if (_timer is null)
            _timer = grain.RegisterGrainTimer(_ => EndDueAsync(), new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true });
        else
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private Task Put()
    {
        var state = decider.Holding.State;
        (_isKnown, _savedVersion, _savedSequence) = (true, decider.Holding.Version, state.Sequence);
        return services.Writer.Put(new HoldingSnapshot(_site, _subject, state.Sequence, decider.Holding.NextDue, state.ToJson));
    }

    // The data of what is held is in the log already.
    private async Task<HoldingState> WithDataAsync(HoldingState state)
    {
        var sequences = state.Windows.SelectMany(window => window.Held).Select(held => held.Sequence).Distinct().ToArray();
        if (sequences.Length == 0)
            return state;
        var data = (await services.Log.ReadAsync(_site, _subject, sequences)).ToDictionary(logged => logged.Sequence, logged => logged.Event.Data);
        return state with
        {
            Windows = [.. state.Windows.Select(window => window with
            {
                Held = [.. window.Held.Select(held => held with { Data = data.GetValueOrDefault(held.Sequence) })],
            })],
        };
    }
}

/// <summary>What <see cref="SubjectHolding"/> works with.</summary>
internal sealed record HoldingServices(
    IEventLog Log,
    RuleBook Rules,
    IHoldingStore Store,
    HoldingWriter Writer,
    HoldingMetrics Metrics,
    TimeProvider Time,
    ILogger<SubjectHolding> Logger);
