using Microsoft.AspNetCore.SignalR;
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
internal sealed class UserView(string site, string user, UserContexts contexts, GatewayMetrics metrics)
{
    /// <summary>The most changes that are remembered for answers that are under way.</summary>
    private const int MaxRecent = 1_000;

    /// <summary>How often the context is asked for one answer, while changes come faster than it answers.</summary>
    private const int MaxTries = 4;

    private readonly Lock _lock = new();
    private readonly HashSet<Session> _sessions = [];
    private readonly List<UserChange> _recent = [];
    private UserPosition? _position;
    private UserCounts _counts = new(0, 0);
    private UserPreferences? _preferences;
    private UserPosition? _passedOver;
    private Task? _catchingUp;
    private int _asking;
    private bool _unseen;

    /// <summary>The user's site.</summary>
    public string Site => site;

    /// <summary>The user.</summary>
    public string User => user;

    private bool IsKnown
    {
        get
        {
            lock (_lock)
                return _position is not null;
        }
    }

    /// <summary>Says that an answer is under way, which counts as a session until <see cref="EndAnswer"/>.</summary>
    public void BeginAnswer()
    {
        lock (_lock)
            _asking++;
    }

    /// <summary>Ends what <see cref="BeginAnswer"/> began.</summary>
    public void EndAnswer()
    {
        lock (_lock)
        {
            if (--_asking == 0)
                _recent.Clear();
        }
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
            if (!IsKnown)
                await RenewAsync();
        }
        catch (ClusterUnavailableException) when (!maySee)
        {
            // Flags go on without the store; the renewal of the lease asks for the preferences again.
        }

        if (maySee)
            return await AnswerAsync(after, session.Locales, isFresh: after is null, () => Add(session, token));
        lock (_lock)
            Add(session, token);
        return null;
    }

    /// <summary>What a session missed that is here already.</summary>
    public async Task<InboxMissed> MissedAsync(PreferredLocales locales, UserPosition? after)
    {
        if (!IsKnown)
            await RenewAsync();
        return await AnswerAsync(after, locales, isFresh: false, static () => { });
    }

    /// <summary>Removes a session.</summary>
    public void Leave(Session session)
    {
        lock (_lock)
            _sessions.Remove(session);
    }

    /// <summary>Tells a session where the inbox stands, so that it asks for what it lacks.</summary>
    public void TellStanding(Session session)
    {
        lock (_lock)
        {
            if (_position is not null)
                Send(session, Standing());
        }
    }

    /// <summary>Whether the view had no session at this call and at the one before.</summary>
    public bool EndIfUnseen()
    {
        lock (_lock)
        {
            var unseen = _unseen;
            _unseen = _sessions.Count == 0 && _asking == 0;
            return unseen && _unseen;
        }
    }

    /// <summary>Announces this gateway to the user context, or renews its lease, and catches up with what was lost on its way.</summary>
    public async Task RenewAsync()
    {
        var standing = await contexts.AttachAsync(site, user);
        lock (_lock)
        {
            if (_position is null)
                Begin(standing);
            else if (IsNews(standing.Position))
                _ = PassOver(standing.Position);
            // A message may have overtaken the answer.
            if (_passedOver is { } passedOver && IsNews(passedOver))
                _ = PassOver(passedOver);
        }
    }

    /// <summary>Takes a message of the user context. Never waits.</summary>
    public void Take(UserUpdate update)
    {
        lock (_lock)
        {
            if (_position is null)
            {
                _passedOver = update.Position;
                return;
            }

            if (update.Changes.Count > 0 && Follows(update))
            {
                if (update.Preferences is { } preferences)
                    Prefer(preferences);
                Advance(update.Position, update.Counts, update.Changes, update.Closed);
                return;
            }

            if (IsNews(update.Position))
                _ = PassOver(update.Position);
            if (update.Closed.Count > 0)
                Tell(_position.Sequence, [], update.Closed);
        }
    }

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
            lock (_lock)
            {
                // A session that stands where the gateway stands needs nobody else; after a cut that is most of them.
                if (isFresh || after == _position)
                    return Answer([], isComplete: true);
            }

            var replay = after is null ? null : await contexts.ReplayAsync(site, user, after);
            Task catchingUp;
            lock (_lock)
            {
                if (replay is null or { Complete: false } || tries == MaxTries)
                    return Answer([], isComplete: false);
                if (Extend(after!, replay) is { } missed)
                    return Answer(missed, isComplete: true);
                catchingUp = IsNews(replay.Standing.Position) ? PassOver(replay.Standing.Position) : Task.CompletedTask;
            }

            await catchingUp;
        }

        InboxMissed Answer(IReadOnlyList<UserChange> missed, bool isComplete)
        {
            if (!isComplete)
                metrics.InboxGap();
            answered();
            return new InboxMissed(_position!, _counts, isComplete, WireChange.Of(missed, locales), WirePreferences.Of(_preferences));
        }
    }

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

        UserChange[] since = [.. _recent.Where(change => change.Sequence > reached.Sequence)];
        return since.Length == _position.Sequence - reached.Sequence ? [.. replay.Missed, .. since] : null;
    }

    private void Take(UserReplay replay)
    {
        var standing = replay.Standing;
        if (!IsNews(standing.Position))
            return;
        if (!replay.Complete || _position is null || standing.Position.Epoch != _position.Epoch)
        {
            metrics.InboxGap();
            Begin(standing);
            foreach (var session in _sessions)
                Send(session, Standing());
            return;
        }

        Prefer(standing.Preferences);
        Advance(standing.Position, standing.Counts, replay.Missed, []);
    }

    private void Begin(UserStanding standing)
    {
        _recent.Clear();
        (_position, _counts) = (standing.Position, standing.Counts);
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
        if (_asking > 0 && _recent.Count + changes.Count <= MaxRecent)
            _recent.AddRange(changes);
        Tell(previous, changes, closed);
    }

    private Task PassOver(UserPosition position)
    {
        _passedOver = position;
        return _catchingUp ??= CatchUpAsync();
    }

    private async Task CatchUpAsync()
    {
        // Leaves the lock of the caller before anything else happens.
        await Task.Yield();
        while (true)
        {
            UserPosition? after;
            lock (_lock)
                after = _position;
            try
            {
                var replay = await contexts.ReplayAsync(site, user, after);
                lock (_lock)
                    Take(replay);
            }
            catch (ClusterUnavailableException)
            {
                // The renewal of the lease asks again.
            }

            lock (_lock)
            {
                // What came while the question was under way may lie beyond its answer.
                var again = _passedOver is not null && _position?.Epoch == _passedOver.Epoch && IsNews(_passedOver);
                _passedOver = null;
                if (again)
                    continue;
                _catchingUp = null;
                return;
            }
        }
    }

    private bool Follows(UserUpdate update) =>
        update.Position.Epoch == _position!.Epoch
        && update.Previous <= _position.Sequence
        && update.Position.Sequence > _position.Sequence;

    private bool IsNews(UserPosition position) =>
        _position is null || position.Epoch != _position.Epoch || position.Sequence > _position.Sequence;

    private InboxStanding Standing() => new(_position!, _counts);

    private void Tell(long previous, IReadOnlyList<UserChange> changes, IReadOnlyList<string> closed)
    {
        // Sessions that read the same texts share one serialised message; mostly there is just one.
        var standing = Standing();
        var choices = new TextChoices(WireChange.FlagsOf(changes));
        (FlagTexts? Texts, SerializedHubMessage? Message) last = default;
        Dictionary<FlagTexts, SerializedHubMessage>? messages = null;
        var delivered = 0;
        foreach (var session in _sessions)
        {
            if (!MaySee(session))
                continue;
            var texts = choices.For(session.Locales);
            if (last.Texts != texts)
            {
                messages ??= [];
                if (!messages.TryGetValue(texts, out var message))
                {
                    messages.Add(texts, message = Session.Message("inbox", new InboxMessage(
                        previous, _position!, _counts, WireChange.Of(changes, texts), closed.Count > 0 ? closed : null)));
                }

                last = (texts, message);
            }

            if (session.SendInbox(last.Message!, standing))
                delivered++;
        }

        metrics.InboxDelivered(delivered);
    }

    private static void Send(Session session, InboxStanding standing)
    {
        if (MaySee(session))
            session.SendInbox(standing.Message, standing);
    }

    private static bool MaySee(Session session) => session.Token?.Permissions.Contains(Permissions.Inbox) == true;
}
