using Notifications.Events;
using Notifications.Live;
using Notifications.Rules.Deciding;
using Notifications.Rules.Recording;

namespace Notifications.Rules.Holding;

/// <summary>
/// What is held back of a subject's notifications. It follows from the events in their order and from nothing else: the time
/// is theirs, and a window ends when its digest comes back as an event.
/// </summary>
internal sealed class Withholding
{
    private readonly Throttles _throttles = new();
    private readonly DigestWindows _windows = new();
    private readonly Queue<Verdict> _verdicts = new();
    private long _verdictsFrom;

    /// <summary>Called with the rule where a notification is sent because no more can be held.</summary>
    public Action<string>? Full { get; init; }

    /// <summary>Answers with the oldest event that may have to be judged again; the verdicts from there on are kept.</summary>
    public Func<long>? NeededFrom { get; init; }

    /// <summary>The newest event that is accounted for.</summary>
    public long Sequence { get; private set; }

    /// <summary>Grows with each change.</summary>
    public long Version { get; private set; }

    /// <summary>When the next digest is due; <see langword="null"/> where nothing is held.</summary>
    public DateTimeOffset? NextDue => _windows.NextDue;

    /// <summary>The state as of <see cref="Sequence"/>.</summary>
    public HoldingState State => new()
    {
        Sequence = Sequence,
        Allowances = _throttles.All,
        Windows = _windows.All,
        Verdicts = [.. _verdicts],
        VerdictsFrom = _verdictsFrom,
    };

    /// <summary>Goes on from a state.</summary>
    public void Restore(HoldingState state)
    {
        Sequence = state.Sequence;
        _throttles.Restore(state.Allowances);
        _windows.Restore(state.Windows);
        _verdictsFrom = state.VerdictsFrom;
        foreach (var verdict in state.Verdicts)
            Remember(verdict);
    }

    /// <summary>Says that an event has been dealt with.</summary>
    public void Advance(long sequence) => Sequence = Math.Max(Sequence, sequence);

    /// <summary>The windows that have ended and hold something.</summary>
    public IReadOnlyList<DigestWindow> Due(DateTimeOffset now) => _windows.Due(now);

    /// <summary>Takes what was told out of its window.</summary>
    public void End(EndedWindow ended)
    {
        _windows.End(ended);
        Version++;
    }

    /// <summary>Judges a notification. An event that is accounted for is judged as it was.</summary>
    /// <param name="decision">What the rule decided; it has a notification.</param>
    /// <param name="live">For the live lane.</param>
    /// <param name="logged">The event.</param>
    public Verdict Judge(Decision decision, AddressedFlag? live, LoggedEvent logged)
    {
        if (decision.HoldBack is not { } holdBack)
            return Verdict.Pass;
        var recipients = Recipients(decision, live);
        if (recipients.Count == 0)
            return Verdict.Pass;
        if (logged.Sequence <= Sequence)
            return Judged(decision, holdBack, recipients, logged.Sequence);

        // A source whose clock is ahead must not hold anything for as long as that.
        var at = logged.Event.Time < logged.Accepted ? logged.Event.Time : logged.Accepted;
        var verdict = holdBack switch
        {
            { Digest: { } digest } => Digest(decision, digest, recipients, live, logged, at),
            { Throttle: { } throttle } => Throttle(decision, throttle, recipients, logged, at),
            _ => Verdict.Pass,
        };
        Remember(verdict);
        Version++;
        return verdict;
    }

    // Nobody knows any more what was held back of an event that is older than the verdicts: it is not told again.
    private Verdict Judged(Decision decision, HoldBack holdBack, List<Recipient> recipients, long sequence)
    {
        if (sequence < _verdictsFrom)
        {
            var by = holdBack.Digest is null ? WithheldBy.Throttle : WithheldBy.Digest;
            return new Verdict(sequence, decision.Rule, [.. recipients.Select(recipient => new Withheld(recipient.User, by))], Verdict.Pass.Earlier);
        }

        return _verdicts.FirstOrDefault(verdict => verdict.Sequence == sequence && verdict.Rule == decision.Rule) ?? Verdict.Pass;
    }

    private Verdict Throttle(Decision decision, ThrottleBy throttle, List<Recipient> recipients, LoggedEvent logged, DateTimeOffset at)
    {
        var withheld = new List<Withheld>();
        var earlier = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (user, _) in recipients)
        {
            var (admitted, before) = _throttles.Ask(decision.Rule, throttle, user, at, out var isFull);
            if (isFull)
                Full?.Invoke(decision.Rule);
            if (!admitted)
                withheld.Add(new Withheld(user, WithheldBy.Throttle));
            else if (before > 0)
                earlier.Add(user, before);
        }

        return new Verdict(logged.Sequence, decision.Rule, withheld, earlier);
    }

    private Verdict Digest(
        Decision decision, DigestBy digest, List<Recipient> recipients, AddressedFlag? live, LoggedEvent logged, DateTimeOffset at)
    {
        var flag = decision.Notification!;
        var opening = new DigestWindow
        {
            Rule = decision.Rule,
            RuleVersion = decision.RuleVersion,
            Key = digest.Key,
            OpenedBy = logged.Sequence,
            Opened = at,
            Ends = at + digest.Window,
            Show = live is not null,
            Keep = decision.Kept.Count > 0,
            KeepWhenAway = flag.KeptWhenAway,
            Critical = flag.Critical,
            AutoDismiss = flag.IsAutoDismiss,
            Recipients = [],
            Named = [.. decision.Chosen.Select(recipient => recipient.User)],
        };
        var held = _windows.Hold(opening, new HeldNotification
        {
            Sequence = logged.Sequence,
            EventId = logged.Event.Id,
            Title = flag.Title,
            Description = flag.Description,
            Time = logged.Event.Time,
            Actor = ActorName.Of(logged.Event.Actor),
            ExceptUser = live?.ExceptUser,
            Type = flag.Type,
            Bold = flag.Bold,
            UpdatesId = decision.DedupeKey is null ? null : flag.Id,
            To = recipients,
            Data = logged.Event.Data,
        }, out var isFull);
        if (isFull)
            Full?.Invoke(decision.Rule);
        return new Verdict(
            logged.Sequence, decision.Rule, [.. held.Select(user => new Withheld(user, WithheldBy.Digest))], Verdict.Pass.Earlier);
    }

    private static List<Recipient> Recipients(Decision decision, AddressedFlag? live)
    {
        var recipients = decision.Chosen
            .Where(recipient => live is not null || decision.Kept.Any(kept => kept.User == recipient.User)).ToList();
        if (live is { EveryViewer: true })
            recipients.Add(new Recipient(Withheld.Viewers, []));
        return recipients;
    }

    private bool IsNeeded(Verdict verdict) => verdict.Sequence >= (NeededFrom?.Invoke() ?? long.MaxValue);

    private void Remember(Verdict verdict)
    {
        if (verdict.Withheld.Count == 0 && verdict.Earlier.Count == 0)
            return;
        while (_verdicts.Count >= HoldingLimits.Verdicts && (_verdicts.Count >= HoldingLimits.MaxVerdicts || !IsNeeded(_verdicts.Peek())))
            _verdictsFrom = _verdicts.Dequeue().Sequence + 1;
        _verdicts.Enqueue(verdict);
    }
}
