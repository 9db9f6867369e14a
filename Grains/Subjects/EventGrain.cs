using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Live;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Rules.Deciding;
using Notifications.Subjects.Dispatching;
using Notifications.Users.Erasing;
using Notifications.Users.Identities;

namespace Notifications.Subjects;

/// <summary>
/// What all event grains have in common: append, decide, show to those who look, hand on what is kept.
/// </summary>
/// <remarks>
/// Appends interleave, so that the events of a busy subject share the log's transactions. What follows the commit
/// is done in the order of the sequences by <see cref="DispatchCommitted"/>, which waits for nothing: that it is on disk in the
/// end, or done again when the grain starts anew, is seen to by <see cref="SubjectDispatching"/>.
/// </remarks>
internal abstract partial class EventGrain : Grain, IEventGrain
{
    // Shorter than a silo that stops waits for its grains.
    private static readonly TimeSpan DrainFor = TimeSpan.FromSeconds(5);

    private readonly EventGrainServices _services;
    private readonly ILogger<EventGrain> _logger;
    private readonly WatchingGateways _gateways;
    private readonly PresenceBoard _presence;
    private readonly LiveRing _ring;
    private readonly SubjectDecider _decider;
    private readonly SubjectHolding _holding;
    private readonly SubjectDispatching _dispatching;
    private readonly Queue<Pending> _pending = new();
    private string _key = "";
    private string _site = "";
    private Subject _subject;
    private long _lastSequence;
    private SequenceTakenException? _forked;

    protected EventGrain(EventGrainServices services)
    {
        (_services, _logger) = (services, services.Logger);
        _gateways = new WatchingGateways(services.Watching) { Left = gateway => _presence!.Forget(gateway) };
        _presence = new PresenceBoard(_gateways, services.Time, TellPresenceAfter, e => LogGatewayUnreachable(_key, e));
        _ring = new LiveRing(services.Log.Epoch, services.Live.Value, services.Time);
        _decider = new SubjectDecider(services.Decider)
        {
            Overtaken = (@event, rule) => LogOvertaken(@event.Id, _key, rule),
            Full = rule => _holding!.Full(rule),
            NeededFrom = () => _dispatching!.OldestInHand,
            NotRendered = (rule, problem) => _holding!.NotRendered(rule, problem),
        };
        _holding = new SubjectHolding(this, services.Holding, _decider, Accept);
        _dispatching = new SubjectDispatching(services.Dispatch);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = this.GetPrimaryKeyString();
        (_site, _subject) = SubjectKey.Read(_key);
        _presence.Of(_site, _subject);
        // Before the log: what is committed by another activation in between is found there by its overdue row.
        var left = await _dispatching.BeginAsync(_site, _subject);
        var accountedFor = await _holding.RestoreAsync(_site, _subject);
        var past = await SubjectPast.ReadAsync(
            _services.Log, _site, _subject, _services.Live.Value, _services.Time.GetUtcNow(), accountedFor, left.Count == 0 ? null : left.Min());
        foreach (var logged in past.History)
            _decider.Remember(logged.Event);
        _ring.ForgetUpTo(past.Tail.Before);
        var again = new List<(LoggedEvent Logged, Decided Decided)>();
        foreach (var logged in past.Tail.Events)
        {
            var decided = DecideAndRemember(logged);
            if (left.Contains(logged.Sequence))
                again.Add((logged, decided));
        }

        _lastSequence = past.Tail.Last;
        _decider.Holding.Advance(_lastSequence);
        _dispatching.Start();
        DispatchAgain(left, again, held: _holding.Start());
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // What is not done by then is handed on again by the next activation.
        await _dispatching.DrainAsync().WaitAsync(DrainFor, _services.Time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _dispatching.End();
        EndWatching();
        await _holding.SaveAsync().WaitAsync(cancellationToken);
    }

    public async Task<Acceptance> Accept(Event @event)
    {
        if (_forked is { } earlier)
            throw new InvalidOperationException("This activation has ended; its successor takes the event.", earlier);
        if (_dispatching.IsFull)
        {
            _dispatching.Refused();
            throw new SubjectBusyException(_key);
        }

        var sequence = ++_lastSequence;
        _dispatching.Take(sequence);
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

    public Task EndDueWindows() => _holding.EndDueAsync();

    public Task<HeldBack> Held() => Task.FromResult(HeldBackView.Of(_decider.Holding.State));

    public async Task<bool> Resume()
    {
        if (await _dispatching.HasAllInHandAsync(() => _lastSequence))
            return true;
        // An append whose outcome was unknown had succeeded, or another activation left it. Starting anew dispatches it in its place.
        LogNotInHand(_key);
        DeactivateOnIdle();
        return false;
    }

    public Task<SentAgain> DecideAgain(long sequence) => _services.Redeciding.DecideAsync(_site, _subject, sequence);

    private void DispatchCommitted()
    {
        while (_pending.TryPeek(out var next) && next.Append.IsCompleted)
        {
            _pending.Dequeue();
            if (next.Append.IsCompletedSuccessfully && next.Append.Result == Appended.Written)
                Dispatch(new LoggedEvent(next.Sequence, _services.Time.GetUtcNow(), next.Event));
            else
                _dispatching.Release(next.Sequence);
        }
    }

    private void Dispatch(LoggedEvent logged)
    {
        var decided = DecideAndRemember(logged);
        try
        {
            var held = _holding.Note();
            if (decided.Live is { } flags)
                _gateways.Tell(gateway => gateway.Show(flags), e => LogGatewayUnreachable(_key, e));
            HandOn(logged, decided, held);
        }
        catch (Exception e)
        {
            // The event is committed: its sender is told so, and those that follow it are dispatched.
            LogNotDispatched(logged.Event.Id, _key, e);
            _dispatching.HandOn(new Handed(logged, []) { Letter = EventLetter.Of(logged, e, _services.Time.GetUtcNow()) });
        }
    }

    private void DispatchAgain(IReadOnlySet<long> left, IReadOnlyList<(LoggedEvent Logged, Decided Decided)> again, Task held)
    {
        if (left.Count == 0)
            return;
        LogDispatchedAgain(left.Count, _key);
        foreach (var (logged, decided) in again)
            HandOn(logged, decided, held);
        foreach (var gone in left.Except(again.Select(one => one.Logged.Sequence)))
            _dispatching.Forget(gone);
    }

    private void HandOn(LoggedEvent logged, Decided decided, Task held)
    {
        _services.Learning.Take(logged.Event);
        var kept = _services.Keeping.Of(logged, decided.Outcome);
        _dispatching.HandOn(new Handed(logged, [.. kept.Where(one => !_services.Erased.IsErased(_site, one.User))])
        {
            Noted = _services.Backend.HandAsync(decided.Outcome.Calls),
            Held = held,
            Letter = decided.Failure is { } failure ? EventLetter.Of(logged, failure, _services.Time.GetUtcNow()) : null,
        });
    }

    /// <summary>Decides an event and puts its live flags, where there are any, into the ring.</summary>
    private Decided DecideAndRemember(LoggedEvent logged)
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

            return new Decided(outcome, addressed.Count == 0 ? Pass(sequence) : Remember(addressed, outcome.Places, logged));
        }
        catch (Exception e)
        {
            // The event is committed and its sender was told so. One that can't be decided must not stop its subject.
            LogNotDecided(@event.Id, _key, e);
            return new Decided(SubjectOutcome.Nothing, Pass(sequence), e);
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

    private readonly record struct Decided(SubjectOutcome Outcome, LiveFlags? Live, Exception? Failure = null);
}

/// <summary>What an event grain works with.</summary>
internal sealed record EventGrainServices(
    IEventLog Log,
    RuleBook Rules,
    Decider Decider,
    DispatchServices Dispatch,
    Redeciding Redeciding,
    KeptNotifications Keeping,
    IdentityLearning Learning,
    ErasedPersons Erased,
    HoldingServices Holding,
    BackendQueue Backend,
    IOptions<LiveOptions> Live,
    WatchingServices Watching,
    TimeProvider Time,
    ILogger<EventGrain> Logger);
