using Notifications.Cluster;
using Notifications.Inbox;
using Notifications.Tokens;
using Notifications.Users;
using Notifications.Users.Preferences;

namespace Notifications.Live;

/// <summary>
/// This gateway's sessions of one user, and where the gateway stands in the changes of the user's context. A message that does
/// not follow the last one makes it ask the context for what it missed. Those that may not see the inbox get no
/// messages, but the preferences count for them too.
/// </summary>
internal sealed class UserView : AnnouncedView
{
    /// <summary>How often the context is asked for one answer, while changes come faster than it answers.</summary>
    private const int MaxTries = 4;

    private readonly UserContexts _contexts;
    private readonly GatewayMetrics _metrics;
    private readonly HashSet<Session> _sessions = [];
    private readonly RecentChanges _recent = new();
    private readonly CatchUp _catchUp;
    private UserPosition? _position;
    private UserCounts _counts = new(0, 0);
    private UserPreferences? _preferences;
    private UserChange? _digest;

    public UserView(string site, string user, UserContexts contexts, GatewayMetrics metrics)
    {
        (Site, User, _contexts, _metrics) = (site, user, contexts, metrics);
        _catchUp = new CatchUp(Lock, () => _position is { } position ? new Standpoint?(position) : null, AskAsync);
    }

    public string Site { get; }

    public string User { get; }

    protected override bool IsSeen => _sessions.Count > 0 || _recent.IsNeeded;

    protected override bool IsKnown => _position is not null;

    /// <summary>Says that an answer is under way, which counts as a session until <see cref="EndAnswer"/>.</summary>
    public void BeginAnswer()
    {
        lock (Lock)
            _recent.Begin();
    }

    /// <summary>Ends what <see cref="BeginAnswer"/> began.</summary>
    public void EndAnswer()
    {
        lock (Lock)
            _recent.End();
    }

    /// <summary>
    /// Lets a session in. Its answer ends exactly where the messages to it begin; <see langword="null"/> where it may not see the inbox.
    /// </summary>
    /// <exception cref="ClusterUnavailableException">The session was not let in.</exception>
    public async Task<InboxMissed?> JoinAsync(Session session, SessionToken token, UserPosition? after)
    {
        var maySee = token.Permissions.Contains(Permissions.Inbox);
        try
        {
            await BeginAsync();
        }
        catch (ClusterUnavailableException) when (!maySee)
        {
            // Flags go on without the store; the renewal of the lease asks for the preferences again.
        }

        if (maySee)
            return await AnswerAsync(after, session.Locales, isFresh: after is null, () => Add(session, token));
        lock (Lock)
            Add(session, token);
        return null;
    }

    /// <summary>What a session missed that is here already.</summary>
    public async Task<InboxMissed> MissedAsync(PreferredLocales locales, UserPosition? after)
    {
        await BeginAsync();
        return await AnswerAsync(after, locales, isFresh: false, static () => { });
    }

    public void Leave(Session session)
    {
        lock (Lock)
            _sessions.Remove(session);
    }

    /// <summary>Tells a session where the inbox stands, so that it asks for what it lacks.</summary>
    public void TellStanding(Session session)
    {
        lock (Lock)
        {
            if (_position is not null)
                InboxFanOut.TellStanding([session], (_position, _counts));
        }
    }

    /// <summary>What is said to the user context in a batch.</summary>
    public UserAttachment Announcement(bool ends) => new() { Site = Site, User = User, Ends = ends };

    public override async Task AnnounceAsync() => Renewed(await _contexts.AttachAsync(Site, User));

    /// <summary>Takes the answer to an announcement, and catches up with what was lost on its way.</summary>
    public void Renewed(UserStanding standing)
    {
        lock (Lock)
        {
            Silo = standing.Silo;
            if (_position is null)
                Begin(standing);
            else if (IsNews(standing.Position))
                _ = _catchUp.PassOver(standing.Position);
            else if (standing.Position == _position)
                _digest = standing.Digest;
            // A message may have overtaken the answer.
            _catchUp.AskForNoted();
        }
    }

    /// <summary>Takes a message of the user context. Never waits.</summary>
    public void Take(UserUpdate update)
    {
        lock (Lock)
        {
            if (_position is null)
            {
                _catchUp.Note(update.Position);
                return;
            }

            if (update.Changes.Count > 0 && ((Standpoint)_position).IsFollowedBy(update.Previous, update.Position))
            {
                if (update.Preferences is { } preferences)
                    Prefer(preferences);
                Advance(update.Position, update.Counts, update.Changes, update.Closed);
                return;
            }

            if (IsNews(update.Position))
                _ = _catchUp.PassOver(update.Position);
            if (update.Closed.Count > 0)
                Tell(_position.Sequence, [], update.Closed);
        }
    }

    /// <summary>Says that flags were displayed: who comes now is not told of a digest that somebody saw.</summary>
    public void Acknowledged(IReadOnlyList<string?> ids)
    {
        lock (Lock)
        {
            if (_digest is { Digest: { } flag } && ids.Contains(flag.Id))
                _digest = null;
        }
    }

    protected override void Forget() => _position = null;

    private void Add(Session session, SessionToken token)
    {
        // With the token under the same lock: from here on messages reach the session.
        session.Authorise(token);
        session.Preferences = _preferences;
        _sessions.Add(session);
    }

    private async Task<InboxMissed> AnswerAsync(UserPosition? after, PreferredLocales locales, bool isFresh, Action answered)
    {
        for (var tries = 1; ; tries++)
        {
            lock (Lock)
            {
                // A session that stands where the gateway stands needs nobody else; after a cut that is most of them.
                if (isFresh || after == _position)
                    return Answer(isFresh && _digest is not null ? [_digest] : [], isComplete: true);
            }

            var replay = after is null ? null : await _contexts.ReplayAsync(Site, User, after);
            Task catchingUp;
            lock (Lock)
            {
                if (replay is null or { Complete: false } || tries == MaxTries)
                    return Answer(Digests(replay), isComplete: false);
                if (Extend(after!, replay) is { } missed)
                    return Answer(missed, isComplete: true);
                catchingUp = IsNews(replay.Standing.Position) ? _catchUp.PassOver(replay.Standing.Position) : Task.CompletedTask;
            }

            await catchingUp;
        }

        InboxMissed Answer(IReadOnlyList<UserChange> missed, bool isComplete)
        {
            if (!isComplete)
                _metrics.InboxGap();
            answered();
            return new InboxMissed(_position!, _counts, isComplete, WireChange.Of(missed, locales), WirePreferences.Of(_preferences));
        }
    }

    /// <summary>
    /// The digest of a quiet time is in no inbox: whoever reads the inbox anew would not find it there. One that lies beyond where this gateway
    /// stands comes with what the gateway catches up.
    /// </summary>
    private IReadOnlyList<UserChange> Digests(UserReplay? replay) => replay is null
        ? []
        : [.. replay.Missed.Where(change => change.Kind == UserChangeKind.Digest && change.Sequence <= _position!.Sequence)];

    /// <summary>What came between a position and where this gateway stands; <see langword="null"/> where the two don't meet.</summary>
    private IReadOnlyList<UserChange>? Extend(UserPosition after, UserReplay replay)
    {
        var reached = replay.Standing.Position;
        if (reached.Epoch != _position!.Epoch)
            return null;
        if (reached.Sequence > _position.Sequence)
        {
            if (after.Sequence > _position.Sequence)
                return null;
            Take(replay);
            return replay.Missed;
        }

        return _recent.Between(reached.Sequence, _position.Sequence) is { } since ? [.. replay.Missed, .. since] : null;
    }

    private void Take(UserReplay replay)
    {
        var standing = replay.Standing;
        if (!IsNews(standing.Position))
            return;
        if (!replay.Complete || _position is null || standing.Position.Epoch != _position.Epoch)
        {
            _metrics.InboxGap();
            Begin(standing);
            InboxFanOut.TellStanding(_sessions, (_position!, _counts));
            return;
        }

        Prefer(standing.Preferences);
        Advance(standing.Position, standing.Counts, replay.Missed, []);
    }

    private void Begin(UserStanding standing)
    {
        _recent.Forget();
        (_position, _counts, _digest) = (standing.Position, standing.Counts, standing.Digest);
        Prefer(standing.Preferences);
    }

    private void Prefer(UserPreferences? preferences)
    {
        _preferences = preferences;
        foreach (var session in _sessions)
            session.Preferences = preferences;
    }

    private void Advance(UserPosition position, UserCounts counts, IReadOnlyList<UserChange> changes, IReadOnlyList<string> closed)
    {
        var previous = _position!.Sequence;
        // A message may begin with what the gateway has already.
        if (changes.Count > 0 && changes[0].Sequence <= previous)
            changes = [.. changes.Where(change => change.Sequence > previous)];
        (_position, _counts) = (position, counts);
        _recent.Add(changes);
        _digest = changes.LastOrDefault(change => change.Kind == UserChangeKind.Digest) ?? _digest;
        Tell(previous, changes, closed);
    }

    private async Task AskAsync()
    {
        UserPosition? after;
        lock (Lock)
            after = _position;
        var replay = await _contexts.ReplayAsync(Site, User, after);
        lock (Lock)
            Take(replay);
    }

    private bool IsNews(UserPosition position) => _position is null || ((Standpoint)_position).IsBehind(position);

    private void Tell(long previous, IReadOnlyList<UserChange> changes, IReadOnlyList<string> closed) =>
        _metrics.InboxDelivered(InboxFanOut.Tell(_sessions, previous, (_position!, _counts), changes, closed));
}
