using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Faults.Plans;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>Everybody who uses the product during a run: senders, sessions of the users, viewers, and owners of inboxes.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const int PlainSubjects = 8;

    private readonly CancellationTokenSource _stopSending = new();
    private readonly CancellationTokenSource _stopAll = new();
    private readonly List<Sender> _senders = [];
    private readonly List<InboxSession> _sessions = [];
    private readonly Viewer[] _viewers;
    private readonly Muting _muting;
    private readonly Task _sending;
    private readonly Task _following;

    /// <param name="entry">Where they reach the product.</param>
    /// <param name="senders">How many senders.</param>
    /// <param name="withOwners">Whether inboxes are changed meanwhile.</param>
    public Crowd(Entry entry, Journal journal, FaultPlan plan, int senders, bool withOwners)
    {
        var tokens = new Tokens(entry.KeyFile);
        _muting = new Muting(entry.Address, tokens, journal);
        string[] subjects = [.. Enumerable.Range(1, PlainSubjects).Select(number => $"jira:issue:FP-{number}")];
        foreach (var user in FaultRules.Users)
            _sessions.Add(new InboxSession(entry.Address, tokens, journal, user, $"{user}-1", subjects));
        // A second tab.
        _sessions.Add(new InboxSession(entry.Address, tokens, journal, "anna", "anna-2", subjects));
        _viewers =
        [
            new(entry.Address, tokens, journal, "anna", "anna-sees-FP-1", "jira:issue:FP-1"),
            new(entry.Address, tokens, journal, "ben", "ben-sees-FP-2", "jira:issue:FP-2"),
            new(entry.Address, tokens, journal, "gina", "gina-sees-FP-1", "jira:issue:FP-1"),
            new(entry.Address, tokens, journal, "dora", "dora-sees-FR-1", "jira:issue:FR-1"),
        ];
        // Owners work for one user each, so that what each item went through is known.
        InboxOwner[] owners = withOwners
            ? [.. _sessions.Where(session => session.User is "anna" or "ben" or "dora").DistinctBy(session => session.User)
                .Select((session, number) => new InboxOwner(session, _muting, journal, subjects, plan.Of("owner", number)))]
            : [];
        for (var number = 0; number < senders; number++)
            _senders.Add(new Sender(entry.Address, journal));

        _following = Task.WhenAll([.. _sessions.Select(session => session.RunAsync(_stopAll.Token)), .. _viewers.Select(viewer => viewer.RunAsync(_stopAll.Token))]);
        _sending = Task.WhenAll(
            [.. _senders.Select((sender, number) => sender.RunAsync(plan.SendsOf(number), _stopSending.Token)), .. owners.Select(owner => owner.RunAsync(_stopSending.Token))]);
    }

    /// <summary>Where the sessions of the inboxes stand.</summary>
    public IReadOnlyList<SessionEnd> Ends => [.. _sessions.Select(session => session.Copy.End)];

    /// <summary>How many connections the sessions and viewers have had.</summary>
    public int Connections => _sessions.Sum(session => session.Connections) + _viewers.Sum(viewer => viewer.Connections);

    /// <summary>Ends what changes anything; sessions go on.</summary>
    public async Task StopSendingAsync()
    {
        await _stopSending.CancelAsync();
        await _sending;
    }

    public async ValueTask DisposeAsync()
    {
        await StopSendingAsync();
        await _stopAll.CancelAsync();
        await _following;
        foreach (var sender in _senders)
            sender.Dispose();
        _muting.Dispose();
        _stopSending.Dispose();
        _stopAll.Dispose();
    }
}
