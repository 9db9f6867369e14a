using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Events;
using Notifications.Live;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Rules.Deciding;
using Notifications.Users;
using Notifications.Users.Identities;

namespace Notifications.Subjects;

/// <summary>
/// What all event grains have in common: append, decide, show to those who look, hand on what is kept.
/// </summary>
/// <remarks>
/// Appends interleave, so that the events of a busy subject share the log's transactions. What follows the commit
/// is done in the order of the sequences by <see cref="DispatchCommitted"/>.
/// </remarks>
internal abstract partial class EventGrain : Grain, IEventGrain
{
    private readonly EventGrainServices _services;
    private readonly ILogger<EventGrain> _logger;
    private readonly WatchingGateways _gateways;
    private readonly LiveRing _ring;
    private readonly SubjectDecider _decider;
    private readonly SubjectHolding _holding;
    private readonly Queue<Pending> _pending = new();
    private string _key = "";
    private string _site = "";
    private Subject _subject;
    private long _lastSequence;
    private Task _keptSending = Task.CompletedTask;
    private SequenceTakenException? _forked;

    protected EventGrain(EventGrainServices services)
    {
        (_services, _logger) = (services, services.Logger);
        _gateways = new WatchingGateways(services.Time);
        _ring = new LiveRing(services.Log.Epoch, services.Live.Value, services.Time);
        _decider = new SubjectDecider(services.Decider)
        {
            Overtaken = (@event, rule) => LogOvertaken(@event.Id, _key, rule),
            Full = rule => _holding!.Full(rule),
            NotRendered = (rule, problem) => _holding!.NotRendered(rule, problem),
        };
        _holding = new SubjectHolding(this, services.Holding, _decider, Accept);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = this.GetPrimaryKeyString();
        (_site, _subject) = SubjectKey.Read(_key);
        var accountedFor = await _holding.RestoreAsync(_site, _subject);
        var past = await SubjectPast.ReadAsync(
            _services.Log, _site, _subject, _services.Live.Value, _services.Time.GetUtcNow(), accountedFor);
        foreach (var logged in past.History)
            _decider.Remember(logged.Event);
        _ring.ForgetUpTo(past.Tail.Before);
        var recent = _services.Time.GetUtcNow() - _services.Live.Value.RingWindow;
        foreach (var logged in past.Tail.Events)
        {
            // A crash may have lost the questions; those that were noted are known by their ids, for a while.
            var (outcome, _) = DecideAndRemember(logged);
            if (logged.Accepted >= recent)
                _services.Backend.Hand(outcome.Calls);
        }

        _lastSequence = past.Tail.Last;
        _decider.Holding.Advance(_lastSequence);
        _holding.Start();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _keptSending.WaitAsync(cancellationToken);
        await _holding.SaveAsync().WaitAsync(cancellationToken);
    }

    public async Task<Acceptance> Accept(Event @event)
    {
        if (_forked is { } earlier)
            throw new InvalidOperationException("This activation has ended; its successor takes the event.", earlier);
        var sequence = ++_lastSequence;
        var append = _services.Log.AppendAsync(@event, sequence);
        _pending.Enqueue(new Pending(@event, sequence, append));
        try
        {
            return await append == Appended.Written ? Acceptance.Accepted : Acceptance.Duplicate;
        }
        catch (SequenceTakenException e)
        {
            // Whoever waits for this activation goes to the other one; nothing more may be written past the fence.
            _forked = e;
            LogForked(_key, e);
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            DispatchCommitted();
        }
    }

    public Task<LiveReplay> Watch(ILiveGateway gateway, LivePosition? after)
    {
        _gateways.Renew(gateway);
        return Replay(after);
    }

    public Task Unwatch(ILiveGateway gateway)
    {
        _gateways.Remove(gateway);
        return Task.CompletedTask;
    }

    public Task<LiveReplay> Replay(LivePosition? after) => Task.FromResult(_ring.Replay(after));

    public Task EndDueWindows() => _holding.EndDueAsync();

    public Task<HeldBack> Held() => Task.FromResult(HeldBackView.Of(_decider.Holding.State));

    private void DispatchCommitted()
    {
        while (_pending.TryPeek(out var next) && next.Append.IsCompleted)
        {
            _pending.Dequeue();
            if (next.Append.IsCompletedSuccessfully && next.Append.Result == Appended.Written)
                TryDispatch(next.Event, next.Sequence);
        }
    }

    private void TryDispatch(Event @event, long sequence)
    {
        try
        {
            Dispatch(@event, sequence);
        }
        catch (Exception e)
        {
            // The event is committed: its sender is told so, and those that follow it are dispatched.
            LogNotDispatched(@event.Id, _key, e);
        }
    }

    private void Dispatch(Event @event, long sequence)
    {
        var logged = new LoggedEvent(sequence, _services.Time.GetUtcNow(), @event);
        var (outcome, live) = DecideAndRemember(logged);
        _services.Learning.Take(@event);
        _holding.Note();
        if (live is { } flags)
            _gateways.Tell(gateway => gateway.Show(flags), e => LogGatewayUnreachable(_key, e));
        if (outcome.Kept.Count > 0)
            _keptSending = _services.Kept.SendAsync(_keptSending, _site, _services.Keeping.Of(logged, outcome));
        _services.Backend.Hand(outcome.Calls);
    }

    /// <summary>Decides an event and puts its live flags, where there are any, into the ring.</summary>
    private (SubjectOutcome Outcome, LiveFlags? Live) DecideAndRemember(LoggedEvent logged)
    {
        var (sequence, _, @event) = logged;
        try
        {
            var outcome = _decider.Decide(_services.Rules.Current, logged);
            _holding.Count(outcome);
            var addressed = outcome.Live;
            if (addressed.Count > LiveFlags.MaxFlags)
            {
                LogTooManyFlags(@event.Id, _key, addressed.Count, LiveFlags.MaxFlags);
                addressed = [.. addressed.Take(LiveFlags.MaxFlags)];
            }

            return (outcome, addressed.Count == 0 ? Pass(sequence) : Remember(addressed, outcome.Places, logged));
        }
        catch (Exception e)
        {
            // The event is committed and its sender was told so. One that can't be decided must not stop its subject.
            LogNotDecided(@event.Id, _key, e);
            return (SubjectOutcome.Nothing, Pass(sequence));
        }
    }

    private LiveFlags? Pass(long sequence)
    {
        _ring.Advance(sequence);
        return null;
    }

    private LiveFlags Remember(IReadOnlyList<AddressedFlag> addressed, IReadOnlyList<Subject> places, LoggedEvent logged)
    {
        var flags = new LiveFlags
        {
            Site = _site,
            Subject = _subject,
            Position = new LivePosition(_services.Log.Epoch, logged.Sequence),
            Previous = _ring.NewestWithFlags,
            Flags = addressed,
            Source = SubjectOutcome.SourceOf(logged.Event),
            Places = places,
        };
        _ring.Add(flags, logged.Accepted);
        return flags;
    }

    private readonly record struct Pending(Event Event, long Sequence, Task<Appended> Append);
}

/// <summary>What an event grain works with.</summary>
internal sealed record EventGrainServices(
    IEventLog Log,
    RuleBook Rules,
    Decider Decider,
    KeptLane Kept,
    KeptNotifications Keeping,
    IdentityLearning Learning,
    HoldingServices Holding,
    BackendQueue Backend,
    IOptions<LiveOptions> Live,
    TimeProvider Time,
    ILogger<EventGrain> Logger);
